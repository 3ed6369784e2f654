"""What a story is made of: its sections, the rows of an entry, who to ask, and the facts of its kind."""

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from entries.library.shapes.base import Shape


@dataclass(frozen=True, slots=True)
class Section(Shape):
    """One part of the story: its field, its heading in the entry's style, its cleaned HTML."""

    name: str
    heading: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Figure(Shape):
    """A key figure."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Quote(Shape):
    """Somebody's words; `by` is the line under them."""

    words: str
    speaker: str
    role: str
    by: str


@dataclass(frozen=True, slots=True)
class Lesson(Shape):
    """One thing learned; `kind` is benefit, cost, pitfall or success, `heading` the same in words."""

    kind: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Resource(Shape):
    """A file or link; `about` says type, length and size; `size` is in bytes or None."""

    title: str
    url: str
    kind: str
    size: int | None
    about: str
    transcript_url: str


@dataclass(frozen=True, slots=True)
class Picture(Shape):
    """A picture with its size in pixels; an empty `alt` means decorative. `file` is its name in the storage."""

    url: str
    alt: str
    caption: str
    credit: str
    width: int | None
    height: int | None
    file: str = ""


@dataclass(frozen=True, slots=True)
class Update(Shape):
    """A dated addition."""

    date: date
    title: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Contact(Shape):
    """Who to ask; `mailbox_parts` is the address cut after dots and @, where it may break; `link` writes to it."""

    mailbox: str
    person: str
    role: str
    mailbox_parts: tuple[str, ...]
    link: str


@dataclass(frozen=True, slots=True)
class Fact(Shape):
    """One line of the facts of a kind (an event's date and place): label, value, and a link or ""."""

    label: str
    value: str
    url: str = ""
