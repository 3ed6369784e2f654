"""Which reader is for which file. A new kind of file is a module with a reader, and a line here."""

from collections.abc import Callable, Iterator
from pathlib import Path

from entries.importers.draft import Draft, Place, Problem, Unreadable
from entries.importers.plaintext import read_text
from entries.importers.spreadsheet import read_csv
from entries.importers.webpage import read_page
from entries.importers.word import read_word
from entries.importers.workbook import read_workbook

# A reader yields drafts (or what is wrong with a row) one by one, and raises Unreadable. Sheets stream; a document is
# read as a whole, so its size is limited.
Reader = Callable[[Path], Iterator[Draft | Problem]]
READERS: dict[str, Reader] = {
    ".csv": read_csv,
    ".xlsx": read_workbook,
    ".docx": read_word,
    ".txt": read_text,
    ".html": read_page,
    ".htm": read_page,
}
ENDINGS = tuple(READERS)
STREAMED = {".csv", ".xlsx"}
SAVE_AS_DOCX = "We cannot read this type. Save it as .docx, or paste the text here."
SAVE_AS_XLSX = "We cannot read this type. Save it as .xlsx, or as “CSV UTF-8”."
KNOWN = dict.fromkeys([".doc", ".docm", ".dotx", ".pdf", ".ppt", ".pptx", ".rtf", ".odt", ".pages"], SAVE_AS_DOCX)
KNOWN |= dict.fromkeys([".xls", ".xlsm", ".xlsb", ".ods", ".numbers"], SAVE_AS_XLSX)


def reader_for(path: Path) -> Reader:
    """The reader for a file, by its ending; raises Unreadable when there is none."""
    ending = path.suffix.lower()
    if ending in READERS:
        return READERS[ending]
    kind = f"has the ending “{path.suffix}”" if ending else "has no ending that tells its type"
    message = KNOWN.get(ending) or f"{kind}. These can be read: {', '.join(ENDINGS)}."
    raise Unreadable(Place(path.name), message)
