"""Excel files: the first sheet, with the columns of a CSV file. Rows stream here too."""

import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from importlib import import_module
from pathlib import Path
from typing import Any

from entries.importers.draft import Draft, Place, Problem, Unreadable
from entries.importers.files import DAMAGED, LARGEST_SHEET, check_packed
from entries.importers.spreadsheet import check_header, draft_of

# Excel hands on a cell's error as its text.
ERRORS = {"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"}


def read_workbook(path: Path, back: bool = False) -> Iterator[Draft | Problem]:
    """The drafts of an Excel file's first sheet; raises Unreadable. `back`: as in `read_csv`."""
    check_packed(path, "xl/", "Excel", LARGEST_SHEET)
    book = _opened(path)
    try:
        rows = _rows(path, book)
        header: list[str] = []
        for number, cells in enumerate(rows, 1):
            place = Place(path.name, number)
            if not header:
                header = check_header(place, cells, back)
            elif wrong := next((cell for cell in cells if cell in ERRORS), ""):
                yield Problem(place, _column(header, cells.index(wrong)), f"“{wrong}” is an error of Excel's.")
            elif any(cell.strip() for cell in cells):
                yield draft_of(place, header, cells, back)
        if not header:
            check_header(Place(path.name, 1), [], back)
    finally:
        book.close()


def _opened(path: Path) -> Any:
    # Loaded when a file is read: it would stay in each worker's memory for pages that have none.
    openpyxl = import_module("openpyxl")
    try:
        with warnings.catch_warnings():
            # What openpyxl leaves out (styles, rules for cells) has no words that are read.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    # Whatever is wrong inside a file shows as some error of a parser: each means that this file cannot be read.
    except Exception as error:
        raise Unreadable(Place(path.name), DAMAGED.format("Excel")) from error
    if not book.worksheets:
        raise Unreadable(Place(path.name), "holds no sheet.")
    return book


def _rows(path: Path, book: Any) -> Iterator[list[str]]:
    sheet = book.worksheets[0]
    # Some programs write a size that is too small, and what lies outside of it would be lost.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True)
    while True:
        try:
            cells = next(rows, None)
        except Exception as error:
            raise Unreadable(Place(path.name), DAMAGED.format("Excel")) from error
        if cells is None:
            return
        yield [_text(cell) for cell in cells]


def _text(cell: Any) -> str:
    """A cell as a CSV file would hold it: dates as ISO dates, whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(timespec="minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _column(header: list[str], place: int) -> str:
    return header[place] if place < len(header) else ""
