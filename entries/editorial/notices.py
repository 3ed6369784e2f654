"""Who is told of a move, by mail. This is the one place, and these are all:

- the person who looks after an entry, when somebody else moves it;
- the publishers, when somebody else submits an entry.

Nobody is told of what they did themselves, and nobody of what the system does: imports and loading send no mail.
Moves made together, and those that nobody was told of yet, come in one mail a person.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from entries.editorial import moves, outbox, roles
from entries.editorial.outbox import Line
from entries.models import Entry, User

# What is told to whom: lines by kind of mail and the key of a person.
Told = dict[tuple[str, int], list[Line]]

_told: ContextVar[Told | None] = ContextVar("notices_together", default=None)


@contextmanager
def together() -> Iterator[None]:
    """What is moved inside is told in one mail a person, posted at the end. Nested uses join the outer one."""
    if _told.get() is not None:
        yield
        return
    told: Told = {}
    token = _told.set(told)
    try:
        yield
    finally:
        _told.reset(token)
    _post(told)


def moved(move: moves.Move, entry: Entry, user: Any, why: str = "") -> None:
    """Tell of a move; the mails are posted in the transaction around it."""
    if user is None:
        return
    who = _whom(move, entry, user)
    line = _line(move, entry, user, why) if who else None
    with together():
        told = _told.get()
        for key in who:
            if told is not None and line is not None:
                told.setdefault(key, []).append(line)


def _whom(move: moves.Move, entry: Entry, user: Any) -> list[tuple[str, int]]:
    found = []
    if entry.editor_id and entry.editor_id != user.pk:
        found.append(("moved", entry.editor_id))
    if move is moves.SUBMIT:
        told_already = {user.pk, entry.editor_id}
        found += [("submitted", pk) for pk in roles.publishers().values_list("pk", flat=True) if pk not in told_already]
    return found


def _line(move: moves.Move, entry: Entry, user: Any, why: str) -> Line:
    about = f"“{entry.title}”"
    because = f": {' '.join(why.split())}" if why.strip() else "."
    page = outbox.desk_address("entries_entry_change", entry.pk)
    return Line(about, f"{about} was {move.past} by {user}{because}", page)


def _post(told: Told) -> None:
    """In one order for all, so that two who post at once do not wait for each other in a ring."""
    people = User.objects.in_bulk({pk for _, pk in told}) if told else {}
    for (kind, pk), lines in sorted(told.items(), key=lambda item: item[0]):
        if pk in people:
            outbox.post_to(people[pk], kind, lines=lines)
