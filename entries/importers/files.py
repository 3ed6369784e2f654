"""What is checked of a file before it is read: its size, that it is what its name says, and what it unpacks to."""

import zipfile
import zlib
from pathlib import Path

from entries.importers.draft import Place, Unreadable

MB = 1_000_000
LARGEST = 30 * MB
LARGEST_TEXT = 5 * MB
# Unpacked: one part that is read as a whole, one that streams, and all parts, pictures included.
LARGEST_PART = 20 * MB
LARGEST_SHEET = 400 * MB
LARGEST_UNPACKED = 600 * MB
MOST_PARTS = 5000
ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
STARTS = {ZIP: "a Word, Excel or other packed file", OLD_OFFICE: "an older Word or Excel file", b"%PDF": "a PDF",
          b"{\\rt": "an RTF file", b"\x89PNG": "a picture", b"\xff\xd8\xff\xe0": "a picture"}  # fmt: skip
PROTECTED = "EncryptedPackage".encode("utf-16-le")
FOLDERS = {"word/": "a Word file", "xl/": "an Excel file", "ppt/": "a PowerPoint file"}
DAMAGED = "is damaged and cannot be read. Open it in {}, save it again and send it once more."


def start_of(path: Path, largest: int) -> bytes:
    """The first bytes of a file that is there, is not empty and not too large; raises Unreadable."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        raise Unreadable(Place(path.name), f"cannot be read: {error.strerror}.") from error
    if not size:
        raise Unreadable(Place(path.name), "is empty.")
    if size > largest:
        raise Unreadable(
            Place(path.name), f"is {size / MB:,.0f} MB; at most {largest / MB:,.0f} MB can be read. Make its pictures "
            "smaller, or take them out."
        )  # fmt: skip
    return start


def check_packed(path: Path, folder: str, program: str, largest_part: int = LARGEST_PART) -> None:
    """Raise Unreadable unless a file is a sound package of this program ("word/", "Word") that may be unpacked."""
    start = start_of(path, LARGEST)
    if start == OLD_OFFICE and PROTECTED in path.read_bytes():
        raise Unreadable(Place(path.name), f"is protected by a password. Take it off in {program} and save it again.")
    if start != ZIP:
        raise Unreadable(Place(path.name), _renamed(path, STARTS.get(start, ""), program))
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            _check_parts(path, parts, program, largest_part)
            _check_kind(path, parts, folder, program)
            # A part that is cut short shows only when it is unpacked; its size was checked above.
            damaged = package.testzip()
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError) as error:
        raise Unreadable(Place(path.name), DAMAGED.format(program)) from error
    if damaged:
        raise Unreadable(Place(path.name), DAMAGED.format(program))


def _check_parts(path: Path, parts: list[zipfile.ZipInfo], program: str, largest_part: int) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(Place(path.name), f"is protected by a password. Take it off in {program} and save it again.")
    texts = [part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels", ".vml"))]
    if (
        len(parts) > MOST_PARTS
        or sum(part.file_size for part in parts) > LARGEST_UNPACKED
        or max(texts, default=0) > largest_part
    ):
        size = sum(part.file_size for part in parts) / MB
        raise Unreadable(
            Place(path.name), f"unpacks to {size:,.0f} MB in {len(parts):,} parts, which is more than a document has. "
            "It was not opened."
        )  # fmt: skip


def _check_kind(path: Path, parts: list[zipfile.ZipInfo], folder: str, program: str) -> None:
    names = [part.filename for part in parts]
    if any(name.startswith(folder) for name in names):
        return
    kinds = (kind for start, kind in FOLDERS.items() if any(name.startswith(start) for name in names))
    raise Unreadable(Place(path.name), _renamed(path, next(kinds, "a packed file"), program))


def _renamed(path: Path, kind: str, program: str) -> str:
    if not kind:
        return f"is no {program} file, or is damaged. Open it in {program}, save it again as {path.suffix.lower()}."
    return f"is {kind} with the ending {path.suffix.lower()}. Open it and save it as {path.suffix.lower()}."


def text_of(path: Path) -> str:
    """The text of a file in UTF-8, UTF-16 or Windows' Western encoding; raises Unreadable for what is no text."""
    start = start_of(path, LARGEST_TEXT)
    if kind := STARTS.get(start):
        raise Unreadable(Place(path.name), f"is {kind} with the ending {path.suffix.lower()}, not a text.")
    data = path.read_bytes()
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data:
        raise Unreadable(Place(path.name), "is no text: it holds bytes that no text has.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Word's “Plain Text” in Windows; the few bytes that mean nothing there are kept as marks.
        return data.decode("cp1252", errors="replace")
