"""What the library holds now, as rows that compare with a file's."""

from collections.abc import Iterable
from typing import Any

from django.db.models import ForeignKey, Q, QuerySet

from entries.bigbook.shape import NAMED, ROWS, Row, Story, fields_of, row_of
from entries.models import CareGroup, Entry, LoadRecord, OldSlug, Organisation, Team, Theme

TAGS = (CareGroup, Theme)
MERGEABLE: tuple[Any, ...] = (*TAGS, Team, Organisation)


def stories(entries: QuerySet[Entry], scope: set[str]) -> dict[str, Story]:
    """The drafts of entries by key, in the order given. `scope` holds the keys of entries from the same file."""
    found: dict[str, Story] = {}
    waiting = _waiting(entries)
    for entry in entries.select_related("contact", "edition").prefetch_related("same_project"):
        others = {other.key for other in entry.same_project.all()} | waiting.get(entry.pk, set())
        links = [key for key in others if key in scope]
        found[entry.key] = Story(row_of(entry, links, [key for key in others if key not in scope]))
    for model in ROWS:
        owner = owner_of(model)
        references = [one.name for one in fields_of(model).values() if isinstance(one, ForeignKey)]
        rows = model._default_manager.filter(**{f"{owner}__key__in": list(found)}).select_related(*references)
        for one in sorted((row_of(row) for row in rows), key=lambda row: (row.fields.get("position", 0), row.key)):
            found[one.owner].rows[model, one.key] = one
    return found


def _waiting(entries: QuerySet[Entry]) -> dict[int, set[str]]:
    """By entry, the keys said to be of the same project that no entry of the library has yet."""
    records = LoadRecord.objects.filter(entry__in=entries).values_list("pk", "waiting")
    said = {pk: set(keys) for pk, keys in records if keys}
    there = set(by_key(Entry, {key for keys in said.values() for key in keys}))
    return {pk: keys - there for pk, keys in said.items()}


def owner_of(model: Any) -> str:
    """The name of the field that leads from a row to its entry."""
    return "content_object" if "content_object" in fields_of(model) else "entry"


def references_of(rows: Iterable[Row]) -> dict[Any, set[str]]:
    """The keys that rows refer to, by table."""
    found: dict[Any, set[str]] = {}
    for row in rows:
        for name, one in fields_of(row.model).items():
            if isinstance(one, ForeignKey) and name in row.fields:
                found.setdefault(one.related_model, set()).add(row.fields[name][0])
    return found


def by_key(model: Any, keys: Iterable[str]) -> dict[str, Any]:
    """Rows of a table of names, editions or entries by key; a tag also by a slug it had before."""
    keys = set(keys)
    name = "slug" if model in TAGS else "key"
    found = {getattr(row, name): row for row in model._default_manager.filter(**{f"{name}__in": keys})}
    if model in TAGS and (missing := keys - set(found)):
        for old in OldSlug.objects.filter(kind=model.slug_kind, slug__in=missing):
            if present := model._default_manager.filter(slug=old.target).first():
                found[old.slug] = present
    return found


def merged_into(model: Any, keys: Iterable[str]) -> dict[str, Any]:
    """By the key that a file gives it, what a name was merged into here."""
    keys = set(keys)
    name = "slug" if model in TAGS else "key"
    there = model._default_manager.filter(**{f"{name}__in": keys}).values_list(name, flat=True)
    old = OldSlug.objects.filter(kind=model.slug_kind, slug__in=keys - set(there), merged=True)
    targets = dict(old.values_list("slug", "target"))
    rows = {getattr(row, name): row for row in model._default_manager.filter(**{f"{name}__in": targets.values()})}
    return {key: rows[target] for key, target in targets.items() if target in rows}


def old_slugs(rows: Iterable[Row]) -> list[OldSlug]:
    """The old addresses that lead to rows, sorted."""
    wanted = Q(pk__in=[])
    for model in (*NAMED, Entry):
        if kind := getattr(model, "slug_kind", None):
            wanted |= Q(kind=kind, target__in=[row.key[0] for row in rows if row.model is model])
    return sorted(OldSlug.objects.filter(wanted), key=lambda old: (old.kind, old.slug))
