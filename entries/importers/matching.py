"""Which entry a found one may be already: by its file's name, by title and team, or by its words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from entries import library
from entries.importers.draft import Draft
from entries.importers.readers import STREAMED
from entries.importers.received import PASTED
from entries.models import SECTIONS, CareGroup, Entry, EntryTheme, FoundEntry, FoundState, Team, Theme
from entries.search.terms import pieces_of
from entries.text.folding import sort_key
from entries.text.markup import clean_html, plain_text

MOST = 4
MOST_THEMES = 8
VERY_LIKE = 50  # in 100


@dataclass(frozen=True, slots=True)
class Match:
    """An entry, why it may be the same, and whether that is sure enough to propose an update of it."""

    entry: Entry
    why: str
    is_sure: bool


def document_of(draft: Draft) -> dict[str, Any]:
    """The draft as a document, as far as likeness goes."""
    rows = {"quotes": [{"words": one.words, "speaker": one.speaker, "role": one.role} for one in draft.quotes]}
    rows["figures"] = [{"value": one.value, "label": one.label} for one in draft.figures]
    return {
        "title": draft.title, "summary": draft.summary, "headline_result": draft.headline_result,
        "sections": {name: clean_html(getattr(draft, name)) for name in SECTIONS},
        "lessons": [], "resources": [], "updates": [], **rows,
    }  # fmt: skip


def matches_of(found: FoundEntry, draft: Draft) -> list[Match]:
    """The entries that it may be, the surest first; at most four. A number of queries that does not grow."""
    why: dict[int, list[str]] = {}
    sure: set[int] = set()
    same_team = _of_teams(draft)
    titled = {pk for pk, title in same_team.items() if sort_key(title) == sort_key(draft.title)}
    alike = {one.pk: one for one in library.told_already(document_of(draft))}
    for pk in _with_slug(draft):
        why.setdefault(pk, []).append("the file gives its address")
        sure.add(pk)
    from_file = list(_by_file(found))
    for pk, title in from_file:
        # Of a file that became several entries, the team alone does not tell which.
        same = (pk in same_team and len(from_file) == 1) or sort_key(title) == sort_key(draft.title)
        if same or (pk in alike and alike[pk].share >= VERY_LIKE):
            sure.add(pk)
        why.setdefault(pk, []).append(f"it came from a file of the same name, {found.file.name}")
    for pk in titled:
        why.setdefault(pk, []).append("the same title and team")
        sure.add(pk)
    for pk, one in alike.items():
        told = ["the same title"] if one.same_title and pk not in titled else []
        why.setdefault(pk, []).extend([*told, *([f"{one.share}% of the words"] if one.share else [])])
    entries = Entry.objects.select_related("edition").in_bulk(list(why))
    order = sorted(entries, key=lambda pk: (pk not in sure, -len(why[pk]), pk))
    return [Match(entries[pk], ", ".join(why[pk]), pk in sure) for pk in order[:MOST]]


def likely_themes(draft: Draft) -> list[Theme]:
    """Themes that the text names, or that most of the likest entries bear; at most eight, those it names first."""
    document = document_of(draft)
    told = [draft.title, draft.summary, *(plain_text(html) for html in document["sections"].values())]
    counts: dict[str, int] = {}
    for piece in pieces_of("\n".join(told)):
        for term in piece.terms:
            counts[term] = counts.get(term, 0) + 1
    nearest = library.nearest_to(document)
    borne: dict[int, int] = {}
    for pk in EntryTheme.objects.filter(content_object__in=nearest).values_list("tag_id", flat=True):
        borne[pk] = borne.get(pk, 0) + 1
    themes = list(Theme.objects.filter(retired=False))
    named = [theme for theme in themes if _is_named(theme.name, counts)]
    return [*named, *(theme for theme in themes if borne.get(theme.pk, 0) > 1 and theme not in named)][:MOST_THEMES]


def known_tags(model: type[CareGroup] | type[Theme], names: tuple[str, ...]) -> tuple[list[Any], list[str]]:
    """The rows that a file names, and the names of which there is no row."""
    rows: dict[str, Any] = {}
    for row in model._default_manager.all():
        rows |= {row.slug: row, sort_key(row.name): row}
    found = {name: rows.get(name) or rows.get(sort_key(name)) for name in names}
    return [row for row in found.values() if row], [name for name, row in found.items() if not row]


def _is_named(name: str, counts: Mapping[str, int]) -> bool:
    """Whether a text has all words of a theme's name; a name of one word must come up more than once."""
    terms = {term for piece in pieces_of(name) for word in piece.words if word.indexed for term in [word.term]}
    least = 2 if len(terms) == 1 else 1
    return bool(terms) and all(counts.get(term, 0) >= least for term in terms)


def _with_slug(draft: Draft) -> Iterator[int]:
    if draft.slug:
        yield from Entry.objects.filter(slug=draft.slug.lower()).values_list("pk", flat=True)


def _by_file(found: FoundEntry) -> Iterator[tuple[int, str]]:
    """Entries that earlier files of the same name became. A sheet's rows are told by title and team."""
    if found.file.name != PASTED and Path(found.file.name).suffix.lower() not in STREAMED:
        earlier = FoundEntry.objects.filter(file__name=found.file.name, state=FoundState.KEPT, entry__isnull=False)
        yield from dict(earlier.exclude(file=found.file_id).values_list("entry_id", "entry__title")).items()


def _of_teams(draft: Draft) -> dict[int, str]:
    """The entries of the draft's teams, with their titles."""
    wanted = {sort_key(name) for name in draft.teams}
    if not wanted:
        return {}
    teams = [pk for pk, name in Team.objects.values_list("pk", "name") if sort_key(name) in wanted]
    return dict(Entry.objects.filter(team_links__team__in=teams).values_list("pk", "title"))
