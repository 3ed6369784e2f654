"""How readers' view is changed: inside `writing()`, which refreshes what went stale and then moves the content version.

Signals only note what changed. Inside `writing()` the notes are kept in memory and settled before the commit; outside
it (a save in the shell, say) they are rows in the same transaction and are settled right after its commit. Rows left
over by a crash in between are settled by the next write.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from entries.library import version
from entries.library.changed import note_changes
from entries.library.derive import Names, derived
from entries.library.document import compose, with_rows
from entries.library.indexing import index_entries, index_phrases
from entries.models import Entry, LiveVersion, Stale, Status

BATCH = 200
STORED = ("sort_key", "facets", "published_by", "changed_at", "draft_differs", "card", "document")
SEARCHED = {"card", "document"}
# Takes a live document and returns another one; the one it gets it leaves as it is.
Rewrite = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass
class Scope:
    """What went stale inside one `writing()`: entries, entries to publish, what to index, and names or Books."""

    loading: bool = False
    authors_stay: bool = False
    user: Any = None
    entries: dict[int, None] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    publish: set[int] = field(default_factory=set)
    rewrites: dict[int, list[Rewrite]] = field(default_factory=lambda: defaultdict(list))
    searched: set[int] = field(default_factory=set)
    names: bool = False
    synonyms: bool = False
    shown: bool = False


_scope: ContextVar[Scope | None] = ContextVar("library_writing", default=None)


@contextmanager
def writing(*, loading: bool = False, authors_stay: bool = False, user: Any = None) -> Iterator[Scope]:
    """One transaction that ends with readers' view refreshed. Nested uses join the outer one.

    With `loading`, an entry that a fixture calls published is published as the fixture has it. With `authors_stay`, who
    last changed a draft stays who it was: for names and contacts that change on all entries at once.
    """
    outer = _scope.get()
    if outer is not None:
        outer.authors_stay |= authors_stay
        yield outer
        return
    scope = Scope(loading=loading, authors_stay=authors_stay, user=user)
    with transaction.atomic():
        token = _scope.set(scope)
        try:
            yield scope
            _settle(scope)
        finally:
            _scope.reset(token)


def note_entry(entry_pk: int, *, raw: bool = False) -> None:
    """Note that an entry, or what it shows, changed."""
    scope = _scope.get()
    if scope is None:
        Stale.objects.create(entry_pk=entry_pk)
        transaction.on_commit(settle_left_over)
        return
    scope.entries[entry_pk] = None
    if raw and scope.loading:
        scope.publish.add(entry_pk)


def note_names() -> None:
    """Note that a name, an order or a Book changed."""
    scope = _scope.get()
    if scope is None:
        Stale.objects.create(entry_pk=None)
        transaction.on_commit(settle_left_over)
        return
    scope.names = True


def note_synonyms() -> None:
    """Note that search was taught something else."""
    note_names()
    if (scope := _scope.get()) is not None:
        scope.synonyms = True


def note_token(token: str) -> None:
    """Note the entries whose live version shows a row: `t:12` for team 12 (tokens: `derive`)."""
    scope = _scope.get()
    if scope is None:
        for pk in showing(token):
            note_entry(pk)
    else:
        scope.tokens.add(token)


def showing(token: str) -> list[int]:
    """The entries whose live version bears a token."""
    return list(LiveVersion.objects.filter(facets__contains=f" {token} ").values_list("pk", flat=True))


def publish_document(entry: Entry, user: Any = None) -> None:
    """Make the entry's present draft its live version when the surrounding `writing()` ends."""
    scope = _scope.get()
    if scope is None:
        raise RuntimeError("publish_document() works inside writing() only.")
    scope.entries[entry.pk] = None
    scope.publish.add(entry.pk)
    scope.user = scope.user or user


def rewrite_live(entry_pk: int, rewrite: Rewrite) -> None:
    """Change what readers see of an entry, apart from its draft, when the surrounding `writing()` ends.

    For what is put right everywhere at once: a contact who left, two teams that are one.
    """
    scope = _scope.get()
    if scope is None:
        raise RuntimeError("rewrite_live() works inside writing() only.")
    scope.entries[entry_pk] = None
    scope.rewrites[entry_pk].append(rewrite)


def refresh_noted() -> list[Entry]:
    """Refresh what was noted so far, so that a long `writing()` need not remember all of it until its end.

    Gives back the entries as they were read for that (`with_rows`, as lists).
    """
    scope = _scope.get()
    if scope is None:
        raise RuntimeError("refresh_noted() works inside writing() only.")
    version.lock()
    return [entry for entries in _refreshed(scope) for entry in entries]


def settle_left_over() -> None:
    """Settle the marks that stand in the database."""
    if Stale.objects.exists():
        with writing():
            pass


def _settle(scope: Scope) -> None:
    # One writer at a time from here on: a name that changes while an entry that shows it is published would
    # otherwise be missed by both.
    version.lock()
    for mark in Stale.objects.all():
        if mark.entry_pk is None:
            scope.names = scope.synonyms = True
        else:
            scope.entries[mark.entry_pk] = None
            scope.publish.update([mark.entry_pk] if mark.publish else [])
        mark.delete()
    for _ in _refreshed(scope):
        pass
    index_entries(scope.searched)
    if scope.synonyms:
        index_phrases()
    if scope.names or scope.shown:
        version.bump()


def _refreshed(scope: Scope) -> Iterator[list[Entry]]:
    """Refresh batch by batch what was noted; each batch as it was read, so that not all is held at once."""
    for token in scope.tokens:
        scope.entries.update(dict.fromkeys(showing(token)))
    todo = iter(scope.entries)
    while batch := list(islice(todo, BATCH)):
        wanted = with_rows(Entry.objects.filter(pk__in=batch), as_lists=True)
        entries = list(wanted.select_related("edition__organisation"))
        scope.shown |= _refresh(entries, scope)
        yield entries
    scope.tokens.clear()
    scope.entries.clear()
    scope.publish.clear()
    scope.rewrites.clear()


def _refresh(entries: list[Entry], scope: Scope) -> bool:
    """Bring the live versions of a batch up to date; true when readers see something else."""
    stored = LiveVersion.objects.in_bulk([entry.pk for entry in entries])
    drafts = {entry.pk: compose(entry) for entry in entries}
    note_changes(drafts, scope.user, scope.authors_stay)
    wanted = [
        entry
        for entry in entries
        if entry.pk in stored or (entry.pk in scope.publish and entry.status == Status.PUBLISHED)
    ]
    publish = {entry.pk for entry in wanted if entry.pk in scope.publish and entry.status == Status.PUBLISHED}
    documents = {
        entry.pk: drafts[entry.pk]
        if entry.pk in publish
        else _rewritten(stored[entry.pk].document, scope.rewrites.get(entry.pk, ()))
        for entry in wanted
    }
    names = Names.of(documents.values())
    new, moved, shown = [], [], False
    for entry in wanted:
        live = _live(entry, drafts[entry.pk], documents[entry.pk], names, scope, stored.get(entry.pk))
        if entry.pk not in stored:
            new.append(live)
            scope.searched.add(entry.pk)
        elif differences := _differences(stored[entry.pk], live):
            moved.append(live)
            shown |= differences != {"draft_differs"}
            scope.searched.update([entry.pk] if differences & SEARCHED else [])
    LiveVersion.objects.bulk_create(new + moved, update_conflicts=True, unique_fields=["entry"], update_fields=STORED)
    return bool(new) or shown


def _rewritten(document: dict[str, Any], rewrites: Iterable[Rewrite]) -> dict[str, Any]:
    for rewrite in rewrites:
        document = rewrite(document)
    return document


def _live(
    entry: Entry,
    draft: dict[str, Any],
    document: dict[str, Any],
    names: Names,
    scope: Scope,
    before: LiveVersion | None,
) -> LiveVersion:
    same = before is not None and before.document == document
    return LiveVersion(
        entry=entry,
        document=document,
        draft_differs=draft != document,
        published_by=before.published_by if same and before else scope.user,
        changed_at=before.changed_at if same and before else timezone.now(),
        **derived(entry, document, names),
    )


def _differences(before: LiveVersion, now: LiveVersion) -> set[str]:
    return {
        name
        for name in ("sort_key", "facets", "draft_differs", "card", "document")
        if getattr(before, name) != getattr(now, name)
    }
