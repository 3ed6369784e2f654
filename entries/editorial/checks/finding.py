"""What a check found."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much it matters."""

    BLOCK = "block"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing: how much it matters, what it is, in words, and where it stands. `url` leads to what it speaks of."""

    level: Level
    message: str
    where: str = ""
    url: str = ""

    @property
    def fingerprint(self) -> str:
        """What tells it from others of its entry, the same as long as it says the same."""
        return hashlib.sha256(f"{self.where}\0{self.message}".encode()).hexdigest()[:20]

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


def block(message: str, where: str = "") -> Finding:
    """It cannot go out so."""
    return Finding(Level.BLOCK, message, where)


def warning(message: str, where: str = "", url: str = "") -> Finding:
    """Somebody must have seen it."""
    return Finding(Level.WARNING, message, where, url)
