"""The Book as a file. `book_contents` and its like say what stands in it; a format of FORMATS makes the file."""

from entries.outlets.book.contents import Contents, book_contents, part_contents, story_contents
from entries.outlets.book.failing import NotMade
from entries.outlets.book.formats import FORMATS, Format

__all__ = ["FORMATS", "Contents", "Format", "NotMade", "book_contents", "part_contents", "story_contents"]
