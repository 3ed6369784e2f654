"""Files that a command imports: what of a document is in the library already, and keeping them with their entries.

As at the desk, an entry that is there already is not made again: what the file says of it waits there for review.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from entries import library
from entries.importers.draft import Draft
from entries.importers.files import LARGEST
from entries.importers.making import proposed
from entries.importers.matching import Match, matches_of
from entries.importers.options import Options
from entries.importers.plan import Plan
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


@dataclass(slots=True)
class Sheet:
    """A sheet that is kept with the entries of its rows, from the first of them that is saved."""

    path: Path
    options: Options
    _received: ReceivedFile | None = None

    def keep(self, plans: Sequence[Plan]) -> None:
        """Say of which entries it is. What its rows say stands in the file alone: they are too many to keep twice."""
        received = self._received or _delivered(_received(self.path, ReadState.READ), self.options)
        self._received, user, now = received, self.options.user, timezone.now()
        library.save_found([
            FoundEntry(
                file=received, number=plan.place.row, title=plan.entry.title, draft={}, state=FoundState.KEPT,
                entry=plan.entry, decided_by=user, decided_at=now,
            )
            for plan in plans
        ])  # fmt: skip


def keep(path: Path, drafts: Sequence[Draft], entries: Mapping[int, Entry], options: Options) -> None:
    """Keep a document with what was found in it. What became no entry, by its place in the file, waits for review."""
    received = _delivered(_received(path, ReadState.READ), options)
    for number, one in enumerate(found_in(received, drafts)):
        if (entry := entries.get(number)) is not None:
            one.state, one.entry = FoundState.KEPT, entry
            one.decided_by, one.decided_at = options.user, timezone.now()
        one.save()


def keep_unread(path: Path, why: str, options: Options) -> bool:
    """Keep a file of a type that cannot be read, for the desk to see to, unless it is there; whether it is kept."""
    if not path.is_file() or path.stat().st_size > LARGEST:
        return False
    received = _received(path, ReadState.UNREADABLE, why)
    if not ReceivedFile.objects.filter(file=received.file.name).exists():
        with transaction.atomic():
            _delivered(received, options)
    return True


def _received(path: Path, state: ReadState, message: str = "") -> ReceivedFile:
    """The file, in the storage."""
    received = ReceivedFile(name=path.name, size=path.stat().st_size, state=state, message=message)
    with path.open("rb") as content:
        received.file.save(path.name, File(content), save=False)
    return received


def _delivered(received: ReceivedFile, options: Options) -> ReceivedFile:
    """The file, in a delivery of its own."""
    book = Edition.objects.filter(slug=options.edition).first() if options.edition else None
    received.delivery = Delivery.objects.create(edition=book, sent_by=options.user)
    received.save()
    return received
