"""Which reader is for which file. A new kind of file is a module with a reader, and a line here."""

from collections.abc import Callable, Iterator
from pathlib import Path

from entries.importers import spreadsheet
from entries.importers.draft import Draft, Place, Problem, Unreadable

# A reader yields drafts (or what is wrong with a row) one by one, never holding the file, and raises Unreadable.
Reader = Callable[[Path], Iterator[Draft | Problem]]
READERS: dict[str, Reader] = {
    ".csv": spreadsheet.read_csv,
}
ENDINGS = tuple(READERS)


def reader_for(path: Path) -> Reader:
    """The reader for a file, by its ending; raises Unreadable when there is none."""
    try:
        return READERS[path.suffix.lower()]
    except KeyError:
        kind = f"“{path.suffix}” files" if path.suffix else "a file without an ending"
        raise Unreadable(
            Place(path.name), f"cannot read {kind}. It can read {', '.join(ENDINGS)}. Save a sheet as “CSV UTF-8”."
        ) from None
