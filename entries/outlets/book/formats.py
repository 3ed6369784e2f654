"""The formats a Book can be made in."""

from collections.abc import Callable
from dataclasses import dataclass

from entries.outlets.book.contents import Contents
from entries.outlets.book.epub import make_epub
from entries.outlets.book.pdf import make_pdf

FOR_A_COMMAND = 600.0  # seconds that making may take where nobody waits for a page


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name for readers, its media type, and what makes its file within so many seconds."""

    name: str
    media_type: str
    make_within: Callable[[Contents, float], bytes]

    def make(self, contents: Contents, seconds: float = FOR_A_COMMAND) -> bytes:
        """The file. Raises NotMade."""
        return self.make_within(contents, seconds)


FORMATS = {
    "pdf": Format("PDF", "application/pdf", make_pdf),
    "epub": Format("EPUB", "application/epub+zip", make_epub),
}
