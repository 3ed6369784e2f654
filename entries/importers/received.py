"""Files brought in at the desk: kept first, then read one by one, in steps that a crash between them cannot harm.

Nothing here makes an entry: what was found waits for somebody's review.
"""

import logging
import shutil
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from entries.importers.draft import Draft, Line, Place, Problem, Unreadable
from entries.importers.files import LARGEST, MB
from entries.importers.options import Options
from entries.importers.packing import packed
from entries.importers.readers import reader_for
from entries.importers.source import shared_out
from entries.importers.spreadsheet import COLUMNS, SEVERAL
from entries.models import Delivery, Edition, FoundEntry, FoundState, ReadState, ReceivedFile
from entries.text.folding import fold
from entries.text.markup import clean_line

MOST_FILES = 200
MOST_FOUND = 500
LONGEST_NAME = 180  # bytes: what a name may take up in a folder, with room to spare
PASTED = "Pasted text.txt"
BROKEN_OFF = timedelta(minutes=2)
MOST_TRIES = 2
TOO_LARGE = "It is {:,.0f} MB; at most {:,.0f} MB can be read. Make its pictures smaller. It was not kept."
NOT_READ = "Something in it cannot be read. Save it as .docx, or paste the text here."
GAVE_UP = "Reading it was broken off twice. Save it as .docx, or paste the text here."
TOO_MANY = "It holds more than {:,} entries. Bring in parts of it, or ask IT to import it by command."
logger = logging.getLogger(__name__)


def keep(
    files: Sequence[UploadedFile], text: str = "", *, edition: Edition | None = None, user: Any = None
) -> Delivery:
    """Keep files, and text that was pasted, to be read. Raises NotAllowed."""
    Options(user=user).check()
    # The files go into the storage first, so that the transaction is short.
    kept = [_kept(file, _name(file.name or "")) for file in files]
    if text.strip():
        kept.append(_kept(ContentFile(text.encode(errors="replace")), PASTED))
    with transaction.atomic():
        delivery = Delivery.objects.create(edition=edition, sent_by=user)
        for received in kept:
            received.delivery = delivery
            received.save()
    return delivery


def read_on(delivery: Delivery, seconds: float) -> bool:
    """Read files that wait until so many seconds have passed, at least one; true while some are left.

    A file that two processes want is read by one of them. One whose reading was broken off is tried once more.
    """
    end = time.monotonic() + seconds
    while (received := _claimed(delivery)) is not None:
        _read(received)
        if time.monotonic() >= end:
            break
    return delivery.files.filter(state__in=[ReadState.WAITING, ReadState.READING]).exists()


def read_again(received: ReceivedFile) -> None:
    """Let a file that was not read wait to be read again."""
    if received.state == ReadState.UNREADABLE and received.file:
        received.state, received.message, received.tries = ReadState.WAITING, "", 0
        received.save()


def _kept(file: Any, name: str) -> ReceivedFile:
    received = ReceivedFile(name=name, size=file.size)
    if file.size > LARGEST:
        received.state, received.message = ReadState.UNREADABLE, TOO_LARGE.format(file.size / MB, LARGEST / MB)
    else:
        received.file.save(name, file, save=False)
    return received


def _name(sent: str) -> str:
    """The name that was sent, as one that a folder can hold."""
    plain = clean_line(sent.replace("/", " ").replace("\\", " ")).strip(" .") or "Without a name"
    stem, dot, ending = plain.rpartition(".")
    while len(plain.encode(errors="replace")) > LONGEST_NAME and stem:
        stem = stem[:-1]
        plain = f"{stem}{dot}{ending}"
    return plain.encode(errors="replace")[:LONGEST_NAME].decode(errors="ignore")


def _claimed(delivery: Delivery) -> ReceivedFile | None:
    """The next file to read, marked as being read."""
    now = timezone.now()
    broken_off = Q(state=ReadState.READING, begun_at__lt=now - BROKEN_OFF)
    with transaction.atomic():
        waiting = delivery.files.select_for_update().filter(Q(state=ReadState.WAITING) | broken_off)
        for received in waiting.order_by("tries", "id"):
            if received.tries < MOST_TRIES:
                received.state, received.begun_at, received.tries = ReadState.READING, now, received.tries + 1
                received.save()
                return received
            received.state, received.message = ReadState.UNREADABLE, GAVE_UP
            received.save()
    return None


def _read(received: ReceivedFile) -> None:
    """Read a claimed file and keep what was found, unless somebody took it over because this took too long."""
    found: list[FoundEntry] = []
    before = _before(received)
    if before is not None:
        received.state, received.same_as = ReadState.SAME, before
    else:
        try:
            drafts, problems = _drafts(received)
            found = found_in(received, drafts)
            received.message = "\n".join(problems)
            received.state = ReadState.READ if found else ReadState.UNREADABLE
        except Unreadable as error:
            received.state, received.message = ReadState.UNREADABLE, _told(error.problem)
        # A reader's own mistake is one file's misfortune, and must not keep the others from being read.
        except Exception:
            logger.exception("A file could not be read: %s", received.file.name)
            received.state, received.message = ReadState.UNREADABLE, NOT_READ
    with transaction.atomic():
        now = ReceivedFile.objects.select_for_update().filter(pk=received.pk).first()
        if now is None or (now.state, now.tries) != (ReadState.READING, received.tries):
            return
        received.found.all().delete()
        for one in found:
            one.save()
        received.save()


def _before(received: ReceivedFile) -> ReceivedFile | None:
    """The latest earlier file of the same content, of which entries were made or wait for review."""
    still = Q(found__state=FoundState.WAITING) | Q(found__entry__isnull=False)
    earlier = ReceivedFile.objects.filter(still, file=received.file.name, state=ReadState.READ, pk__lt=received.pk)
    return earlier.order_by("-pk").first()


def _drafts(received: ReceivedFile) -> tuple[list[Draft], list[str]]:
    """What the command's reader makes of a file, and what is wrong with its rows."""
    drafts: list[Draft] = []
    problems: list[str] = []
    with TemporaryDirectory() as folder:
        path = Path(folder) / received.name
        reader = reader_for(path)
        with received.file.open("rb") as kept, path.open("wb") as copy:
            shutil.copyfileobj(kept, copy)
        for one in reader(path):
            if isinstance(one, Problem):
                problems.append(_told(one))
            else:
                drafts.append(one)
            if len(drafts) + len(problems) > MOST_FOUND:
                raise Unreadable(Place(received.name), TOO_MANY.format(MOST_FOUND))
    return drafts, problems


def found_in(received: ReceivedFile, drafts: Sequence[Draft]) -> list[FoundEntry]:
    lines = drafts[0].source if drafts else ()
    shared = shared_out(drafts, lines) if lines else [_cells(draft) for draft in drafts]
    return [
        FoundEntry(
            file=received,
            number=number,
            title=draft.title[:200] or "Without a title",
            draft=packed(draft),
            source=[[line.kind, line.text] for line in some],
        )
        for number, (draft, some) in enumerate(zip(drafts, shared, strict=True), 1)
    ]


def _cells(draft: Draft) -> list[Line]:
    """A sheet's row, cell by cell."""
    found = []
    for column in COLUMNS:
        value = getattr(draft, SEVERAL.get(column, column))
        text = "; ".join(value) if isinstance(value, tuple) else value
        if text:
            found += [Line("heading", column), *(Line("text", line) for line in text.splitlines() if line.strip())]
    return found


def _told(problem: Problem) -> str:
    """What is wrong, without the file's name, which stands beside it."""
    place = f"{problem.place.unit} {problem.place.row}" if problem.place.row else ""
    where = ", ".join(part for part in (place, problem.field) if part)
    message = problem.message
    if not where:
        # Readers say what the file is: “is damaged ...”.
        return f"It {message}" if fold(message[:1]) == message[:1] else message
    return f"{where[:1].upper()}{where[1:]}: {message}"
