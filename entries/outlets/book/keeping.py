"""Files of Books that are kept: each is made once for each state of the library, and what cannot be made is noted."""

from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO

from entries.library import Reading
from entries.outlets.book.contents import Contents, book_contents, part_contents, story_contents
from entries.outlets.book.failing import NotMade
from entries.outlets.book.formats import FORMATS, Format
from entries.serving import Busy, made, size_of
from entries.serving.conditional import state_of

# Shorter than a server waits for its worker (gunicorn: 30 seconds).
LONGEST = 25.0


@dataclass(frozen=True, slots=True)
class BookFile:
    """A Book in a format; with `part` one care group's part of it, with `entry` one story of it alone.

    `site_url` begins the addresses in it.
    """

    reading: Reading
    site_url: str
    slug: str
    part: str
    ending: str
    entry: str = ""

    @property
    def kind(self) -> Format:
        """Its format."""
        return FORMATS[self.ending]

    @property
    def size(self) -> int | None:
        """How many bytes it has; None while it is not made."""
        return size_of(state_of(self.reading), self._name)

    @property
    def filename(self) -> str:
        """What a reader's copy is called."""
        return "-".join(one for one in ("big-book", self.slug, self.part, self.entry) if one) + f".{self.ending}"

    def opened(self) -> BinaryIO:
        """The file, made when it is not kept.

        Raises Missing, Moved or Gone, Busy while others are made, and NotMade, which is told at once when it is known.
        """
        state = state_of(self.reading)
        self._raise_what_is_noted(state)
        try:
            return made(state, self._name, lambda file: _write(file, self.kind.make(self._contents(), LONGEST)))
        except NotMade as error:
            why = str(error).encode()
            # The reader has waited long enough: who comes next notes it, when somebody else has the turn now.
            with suppress(Busy):
                made(state, self._note, lambda file: _write(file, why), wait=0).close()
            raise

    def _contents(self) -> Contents:
        if self.entry:
            return story_contents(self.reading, self.entry, self.site_url, self.slug)
        if self.part:
            return part_contents(self.reading, self.slug, self.part, self.site_url)
        return book_contents(self.reading, self.slug, self.site_url)

    def _raise_what_is_noted(self, state: str) -> None:
        if size_of(state, self._note) is not None:
            with made(state, self._note, lambda file: None) as noted:
                raise NotMade(noted.read().decode())

    @property
    def _name(self) -> str:
        return f"{self.site_url} book {self.slug} {self.part} {self.ending} {self.entry}"

    @property
    def _note(self) -> str:
        return f"{self._name} failed"


def _write(file: BinaryIO, content: bytes) -> None:
    file.write(content)
