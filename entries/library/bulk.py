"""Many entries in a few statements, for imports. The one way past `save()` and its signals.

So it does itself what they would do: keys are given, changed entries are noted. What it does not do, the caller must
have seen to: slugs are checked (`entries.models.slugs`) and never changed here, names already stand in the database.
Rich text is cleaned by its field as ever.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from entries.library.writing import note_entry
from entries.models import Contact, Entry, EntryCareGroup, EntryTeam, EntryTheme, FoundEntry

LINKS = {
    "teams": (EntryTeam, "entry_id", "team_id"),
    "care_groups": (EntryCareGroup, "content_object_id", "tag_id"),
    "themes": (EntryTheme, "content_object_id", "tag_id"),
}  # fmt: skip
NEVER_CHANGED = {"id", "key", "slug", "created_at"}


@dataclass(frozen=True, slots=True)
class EntryWrite:
    """An entry to store, and the ids of its teams and tags in order; None leaves those of an entry as they are."""

    entry: Entry
    teams: Sequence[int] | None = None
    care_groups: Sequence[int] | None = None
    themes: Sequence[int] | None = None


def save_entries(writes: Sequence[EntryWrite]) -> None:
    """Store new and changed entries with their links. New ones get their id; works inside `writing()` only."""
    now = timezone.now()
    for write in writes:
        write.entry.key = write.entry.key or write.entry.slug
        write.entry.updated_at = now
    new = [write.entry for write in writes if write.entry.pk is None]
    changed = [write.entry for write in writes if write.entry.pk is not None]
    known = {entry.pk for entry in changed}
    Entry.objects.bulk_create(new)
    names = [field.name for field in Entry._meta.concrete_fields if field.name not in NEVER_CHANGED]
    Entry.objects.bulk_create(changed, update_conflicts=True, unique_fields=["id"], update_fields=names)
    for name in LINKS:
        _save_links(name, writes, known)
    for write in writes:
        note_entry(write.entry.pk)


def save_contacts(contacts: Sequence[Contact]) -> None:
    """Store new contacts and give them their ids. No reader sees a contact before an entry refers to it."""
    Contact.objects.bulk_create(contacts)


def save_found(found: Sequence[FoundEntry]) -> None:
    """Store which entries a file holds. No reader sees that."""
    FoundEntry.objects.bulk_create(found)


def _save_links(name: str, writes: Sequence[EntryWrite], known: set[int]) -> None:
    model, owner, target = LINKS[name]
    wanted = {write.entry.pk: ids for write in writes if (ids := getattr(write, name)) is not None}
    again = known & set(wanted)
    if again:
        model._default_manager.filter(**{f"{owner}__in": again}).delete()
    rows = []
    for pk, ids in wanted.items():
        for place, other in enumerate(ids):
            rows.append(model(**{owner: pk, target: other}, **({"position": place} if model is EntryTeam else {})))
    model._default_manager.bulk_create(rows)
