"""Making the changes of a sheet that came back: all of them or none, as imports and moves make them."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError

from entries import library
from entries.editorial import actions, history, upkeep
from entries.editorial.comparing import Difference
from entries.editorial.upkeep import Line
from entries.importers.roundtrip.planning import Changes
from entries.importers.save import save_plans
from entries.models import Upkeep, UpkeepKind
from entries.text.wording import counted

MOVE: dict[str, Callable[..., None]] = {
    "submit": actions.submit, "review": actions.take_into_review, "approve": actions.approve,
    "send-back": actions.send_back,
}  # fmt: skip


def make(changes: Changes, name: str, user: Any) -> Upkeep:
    """Make them and keep what was done; inside the transaction in which they were planned. Raises ValidationError."""
    if changes.wrong:
        raise ValidationError([str(problem) for problem in changes.wrong])
    why = f"From the sheet {name}"
    with library.writing(user=user):
        with history.recorded(user, why):
            changes.planner.names.make()
        if plans := [row.plan for row in changes.changed if row.plan and not row.plan.is_idle]:
            save_plans(plans, changes.planner.slugs, user, why)
        for row in changes.changed:
            if row.move and row.entry is not None:
                MOVE[row.move.name](row.entry, user=user, why=why)
        told = f"Changed {counted(len(changes.changed), 'entry', 'entries')} by the sheet {name}."
        return upkeep.log(UpkeepKind.SHEET, told, lines_of(changes), user=user)


def lines_of(changes: Changes) -> list[Line]:
    """What the changes are, for what is shown and for the log."""
    found = []
    for row in changes.changed:
        if row.entry is not None:
            told = "; ".join(_told(one) for one in row.changes)
            found.append(Line("Entries", row.entry.title, told, of="entry", pk=row.entry.pk))
    return found + [Line("New names", name) for name in changes.made]


def _told(one: Difference) -> str:
    """A change in one line: the field, and the words that go and come."""
    gone, new = (" … ".join(part.text for part in one.parts if part.change == kind).strip() for kind in ("gone", "new"))
    return f"{one.name}: “{gone[:200]}” becomes “{new[:200]}”" if gone else f"{one.name}: “{new[:200]}” comes"
