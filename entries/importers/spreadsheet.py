"""Spreadsheets in CSV: one row, one entry. Rows stream, so that a file's length costs no memory."""

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from entries.importers.draft import Draft, Place, Problem, Unreadable
from entries.text.formulas import unescaped
from entries.text.markup import clean_line

COLUMNS = (
    "title", "slug", "kind", "outcome", "status", "edition", "organisation", "team", "care_groups", "themes",
    "summary", "headline_result", "aims", "actions", "results", "next_steps", "lessons_learned", "contact_name",
    "contact_email", "published", "region",
)  # fmt: skip
REQUIRED = ("title", "team")
# Of a sheet that went out of the desk and comes back: the last column tells what its cells were.
VERSION = "version"
BACK = (*COLUMNS, VERSION)
SEVERAL = {"team": "teams", "care_groups": "care_groups", "themes": "themes"}
LONGEST_CELL = 1_000_000
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
WRONG_BYTE = re.compile("[\udc80-\udcff]")


def read_csv(path: Path, back: bool = False) -> Iterator[Draft | Problem]:
    """The drafts of a CSV file in UTF-8, with or without a byte order mark; raises Unreadable.

    `back`: of a sheet that went out of the desk, whose columns and escaped cells it has.
    """
    csv.field_size_limit(LONGEST_CELL)
    with _opened(path) as file:
        # `strict`, else a stray quotation mark swallows rows in silence.
        rows = csv.reader(file, strict=True)
        header = check_header(Place(path.name, 1), _next(path, rows, 1) or [], back)
        number = 1
        while (cells := _next(path, rows, number + 1, header)) is not None:
            number += 1
            if any(cell.strip() for cell in cells):
                yield draft_of(Place(path.name, number), header, cells, back)


def draft_of(place: Place, header: Sequence[str], cells: list[str], back: bool = False) -> Draft | Problem:
    """The draft that a row of cells is, or the problem of a row with more cells than the header names."""
    if any(cell.strip() for cell in cells[len(header) :]):
        return Problem(place, "", f"has {len(cells)} cells, but the header names {len(header)} columns.")
    found: dict[str, Any] = {}
    for name, cell in zip(header, cells, strict=False):
        text = clean_line(unescaped(cell.replace("\r\n", "\n")) if back else cell).strip()
        if name in SEVERAL:
            found[SEVERAL[name]] = tuple(dict.fromkeys(part.strip() for part in text.split(";") if part.strip()))
        else:
            found[name] = text
    return Draft(place, is_partial=back, **found)


def check_header(place: Place, cells: list[str], back: bool = False) -> list[str]:
    """The column names of a header row; raises Unreadable for unknown, double and missing ones."""
    names = [clean_line(cell).strip().lower() for cell in cells]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise Unreadable(place, "is empty. The first row names the columns: title, team and what else there is.")
    if unknown := [name or "(blank)" for name in names if name not in (BACK if back else COLUMNS)]:
        hint = " Are the columns parted by commas?" if len(names) == 1 else ""
        raise Unreadable(
            place, f"unknown column {_listed(unknown)}.{hint} Columns are: {', '.join(BACK if back else COLUMNS)}."
        )
    if double := sorted({name for name in names if names.count(name) > 1}):
        raise Unreadable(place, f"column {_listed(double)} stands there twice.")
    if missing := [name for name in (("slug",) if back else REQUIRED) if name not in names]:
        raise Unreadable(place, f"column {_listed(missing)} is missing.")
    return names


def _listed(names: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    try:
        with open(path, "rb") as raw:
            start = raw.read(2)
        if start in UTF_16:
            raise Unreadable(Place(path.name), "is in UTF-16 (byte 1), not UTF-8. Save it as “CSV UTF-8”.")
        # A wrong byte is let through marked, so that it can be told in which row and column it stands.
        with open(path, encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
            yield file
    except OSError as error:
        raise Unreadable(Place(path.name), f"cannot be read: {error.strerror}.") from error


def _next(path: Path, rows: Any, number: int, header: Sequence[str] = ()) -> list[str] | None:
    try:
        cells: list[str] | None = next(rows, None)
    except csv.Error as error:
        raise Unreadable(Place(path.name, number), f"cannot be read as CSV: {error}.") from error
    for column, cell in enumerate(cells or ()):
        if not cell.isascii() and WRONG_BYTE.search(cell):
            name = header[column] if column < len(header) else ""
            raise Unreadable(Place(path.name, number), _wrong_byte(path), name)
    return cells


def _wrong_byte(path: Path) -> str:
    before = 0
    with open(path, "rb") as raw:
        for line in raw:
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as error:
                at = before + error.start + 1
                return f"is not UTF-8: byte {at} of the file is 0x{line[error.start]:02x}. Save it as “CSV UTF-8”."
            before += len(line)
    return "is not UTF-8. Save it as “CSV UTF-8”."
