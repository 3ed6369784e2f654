"""A document that a command imports: what of it is in the library already, and keeping it with what became of it.

As at the desk, an entry that is there already is not made again: what the file says of it waits there for review.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files import File
from django.utils import timezone

from entries.importers.draft import Draft
from entries.importers.making import proposed
from entries.importers.matching import Match, matches_of
from entries.importers.received import found_in
from entries.models import Delivery, Edition, Entry, FoundEntry, FoundState, ReadState, ReceivedFile


@dataclass(frozen=True, slots=True)
class There:
    """A draft that is an entry already, and whether it says anything else than that."""

    match: Match
    differs: bool

    @property
    def told(self) -> str:
        """What becomes of it, for the report."""
        entry = self.match.entry
        becomes = "what differs waits for review at the desk, under “Files brought in”" if self.differs else "the same"
        return f"“{entry.title}” is in the library already ({entry.slug}: {self.match.why}): {becomes}"


def already_there(path: Path, drafts: Sequence[Draft], user: Any) -> dict[int, There]:
    """Which drafts of a document, by their place in it, are surely entries already."""
    received = ReceivedFile(name=path.name)
    found: dict[int, There] = {}
    for number, draft in enumerate(drafts):
        # One that gives an address says itself what it updates.
        if draft.slug:
            continue
        for match in matches_of(FoundEntry(file=received), draft)[:1]:
            if match.is_sure:
                change = proposed(draft, match.entry, user)
                found[number] = There(match, bool(change.differences or change.problems))
    return found


def keep(path: Path, drafts: Sequence[Draft], entries: Mapping[int, Entry], edition: str, user: Any) -> None:
    """Keep a document with what was found in it. What became no entry, by its place in the file, waits for review."""
    with path.open("rb") as content:
        received = ReceivedFile(name=path.name, size=path.stat().st_size, state=ReadState.READ)
        received.file.save(path.name, File(content), save=False)
    book = Edition.objects.filter(slug=edition).first() if edition else None
    received.delivery = Delivery.objects.create(edition=book, sent_by=user)
    received.save()
    for number, one in enumerate(found_in(received, drafts)):
        if (entry := entries.get(number)) is not None:
            one.state, one.entry, one.decided_by, one.decided_at = FoundState.KEPT, entry, user, timezone.now()
        one.save()
