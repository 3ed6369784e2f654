"""What a load did, row by row."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class Did(StrEnum):
    """What became of a row of the file, or of an entry that the file holds no more."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Line:
    """One row: what was done to what, and why."""

    did: Did
    kind: str
    key: str
    note: str = ""

    def __str__(self) -> str:
        return f"{self.did:<9}  {self.kind} {self.key}" + (f": {self.note}" if self.note else "")


@dataclass(slots=True)
class Report:
    """The lines of one file: `entries`, and the names and Books that stand in it as well."""

    file: str
    entries: list[Line] = field(default_factory=list)
    names: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def conflicts(self) -> list[Line]:
        """What was kept as it stands here."""
        return [line for line in self.names + self.entries if line.did is Did.CONFLICT]

    def summary(self) -> str:
        """One line: entries counted by what was done."""
        counted = Counter(line.did for line in self.entries)
        named = Counter(line.did for line in self.names)
        words = ", ".join(f"{counted[did]} {did}" for did in Did)
        rest = ", ".join(f"{named[did]} {did}" for did in Did if named[did] and did is not Did.UNCHANGED)
        return f"{self.file}: entries: {words}." + (f" Names and Books: {rest}." if rest else "")
