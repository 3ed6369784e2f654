"""The Book as a file. `book_contents` and its like say what stands in it; a format of FORMATS makes the file.

`BookFile` is what a site keeps: made once for each state of the library.
"""

from entries.outlets.book.contents import Contents, book_contents, part_contents, story_contents
from entries.outlets.book.failing import NotMade
from entries.outlets.book.formats import FORMATS, Format
from entries.outlets.book.keeping import BookFile

__all__ = [
    "FORMATS", "BookFile", "Contents", "Format", "NotMade", "book_contents", "part_contents", "story_contents",
]  # fmt: skip
