"""What loading a file of the library's own does to an entry's status: the system's own move, from any status to any.

The file says what an entry is; these say what goes with it, so that readers who saw it are told what became of it.
"""

from typing import Any

from django.utils import timezone

from entries import library
from entries.editorial import actions
from entries.models import Entry, Status


def goes_with(status: str, present: Entry | None) -> dict[str, Any]:
    """The fields that change with an entry's status, unless the file gives them itself."""
    if status == Status.PUBLISHED:
        return {"withdrawn_because": ""}
    if present is not None and present.status == Status.PUBLISHED:
        return {"was_public": present.was_public or library.is_visible(present, timezone.now())}
    return {}


def show(entry: Entry) -> None:
    """Make what was loaded as published what readers see; works inside `library.writing()` only."""
    if entry.status == Status.PUBLISHED:
        library.publish_document(entry)


def take_down(entry: Entry, why: str) -> None:
    """Withdraw an entry that is no longer in its file, whatever its status: readers may know its address."""
    if entry.status == Status.PUBLISHED:
        actions.withdraw(entry, why=why)
    else:
        entry.status = Status.WITHDRAWN
        entry.save()
