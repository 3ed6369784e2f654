"""The formats a Book can be made in."""

from collections.abc import Callable
from dataclasses import dataclass

from entries.outlets.book.contents import Contents
from entries.outlets.book.epub import make_epub
from entries.outlets.book.pdf import make_pdf


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name for readers, its media type, and what makes it. Making raises NotMade."""

    name: str
    media_type: str
    make: Callable[[Contents], bytes]


FORMATS = {
    "pdf": Format("PDF", "application/pdf", make_pdf),
    "epub": Format("EPUB", "application/epub+zip", make_epub),
}
