"""The common shape: an entry as a file gives it, whatever the file, and what can be wrong with it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file's name and a row as a spreadsheet counts them, the header being row 1."""

    file: str
    row: int = 0

    def __str__(self) -> str:
        return f"{self.file}, row {self.row}" if self.row else self.file


@dataclass(frozen=True, slots=True)
class Draft:
    """One entry as a file gives it: text as it stands there, blank where the file says nothing."""

    place: Place
    title: str = ""
    slug: str = ""
    kind: str = ""
    outcome: str = ""
    status: str = ""
    edition: str = ""
    organisation: str = ""
    teams: tuple[str, ...] = ()
    care_groups: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    summary: str = ""
    headline_result: str = ""
    aims: str = ""
    actions: str = ""
    results: str = ""
    next_steps: str = ""
    lessons_learned: str = ""
    contact_name: str = ""
    contact_email: str = ""
    published: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where, and in which column ("" for the row as a whole)."""

    place: Place
    field: str
    message: str

    def __str__(self) -> str:
        return ", ".join(part for part in (str(self.place), self.field) if part) + f": {self.message}"


class Unreadable(Exception):
    """The file as a whole, or from some row on, cannot be read."""

    def __init__(self, place: Place, message: str, field: str = "") -> None:
        self.problem = Problem(place, field, message)
        super().__init__(str(self.problem))
