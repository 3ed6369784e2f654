"""The common shape: an entry as a file gives it, whatever the file, and what can be wrong with it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file's name and a row as a spreadsheet counts them, the header being row 1.

    In a document that holds several entries `unit` is "entry", and the first is number 1.
    """

    file: str
    row: int = 0
    unit: str = "row"

    def __str__(self) -> str:
        return f"{self.file}, {self.unit} {self.row}" if self.row else self.file


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure: "7 of 12", and what it counts."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said, without quotation marks; the speaker is "" when anonymous."""

    words: str
    speaker: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading or label as it stands in the file, the field it was taken for, and how surely: exact, near or guess."""

    words: str
    field: str
    sure: str


@dataclass(frozen=True, slots=True)
class Pictured:
    """A picture that stands in a file: what it says for who cannot see it, and its bytes, or its name once stored."""

    alt: str
    ending: str = ""
    content: bytes = b""
    stored: str = ""
    decorative: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a document: a heading, a list's item or plain text."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One entry as a file gives it: text as it stands there, blank where the file says nothing.

    A document's sections are HTML, its other fields plain text. `edition_named` is the Book that a page says it is of:
    it counts when no other is asked for.
    """

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
    # What only a sheet gives that went out of the desk: what its cells were then, and that it says what changes.
    version: str = ""
    is_partial: bool = False
    # What only a document gives.
    is_document: bool = False
    title_is_ours: bool = False
    position: int = 0
    edition_named: str = ""
    figures: tuple[Figure, ...] = ()
    quotes: tuple[Said, ...] = ()
    pictures: tuple[Pictured, ...] = ()
    headings: tuple[Heading, ...] = ()
    # Text that found no place in the entry; history and the report keep it.
    unplaced: tuple[str, ...] = ()
    # The lines of the file, with its first draft only.
    source: tuple[Line, ...] = ()

    @property
    def taken_for(self) -> tuple[tuple[str, str], ...]:
        """Headings that were not known word for word: as they stand there, and the section they were taken for."""
        return tuple((one.words, one.field) for one in self.headings if one.sure != "exact")


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
