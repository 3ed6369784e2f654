"""Changes of many things in one action: what they will do, line by line, and the log of what they did."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from entries.models import Upkeep, UpkeepKind


@dataclass(frozen=True, slots=True)
class Line:
    """What becomes of one thing: an effect, a refusal, both or neither. `of` and `pk` name its row, for a link."""

    group: str
    name: str
    effect: str = ""
    refusal: str = ""
    of: str = ""
    pk: int = 0


def digest(lines: Iterable[Line], *choices: Any) -> str:
    """What was shown: another choice, or anything that changed meanwhile, makes another one."""
    return hashlib.sha256(repr((list(lines), choices)).encode()).hexdigest()[:32]


def log(kind: UpkeepKind, what: str, lines: Iterable[Line], *, why: str = "", user: Any = None,
        undo: Any = None) -> Upkeep:  # fmt: skip
    """Keep what was done; inside the transaction that does it."""
    kept = [asdict(line) for line in lines]
    return Upkeep.objects.create(kind=kind, what=what, why=why, lines=kept, by=user, undo=undo)


def lines_of(record: Upkeep) -> list[Line]:
    """The lines of a record."""
    return [Line(**line) for line in record.lines]
