"""Rows of text as a file for a spreadsheet programme: CSV, or an Excel workbook of one sheet. Rows stream."""

import csv
import io
from collections.abc import Collection, Iterable, Sequence
from importlib import import_module
from typing import BinaryIO

LONGEST_CELL = 32_767  # of Excel's
CUT = " [cut: Excel holds no more in a cell]"
NARROW, WIDE = 20, 40  # characters

Rows = Iterable[Sequence[str]]


def write_csv(columns: Sequence[str], rows: Rows, file: BinaryIO, *, encoding: str = "utf-8") -> None:
    """A header row first; what the encoding lacks becomes a question mark."""
    text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    sheet = csv.writer(text)
    sheet.writerow(columns)
    sheet.writerows(rows)
    text.detach()


def write_excel(columns: Sequence[str], rows: Rows, file: BinaryIO, *, title: str, wide: Collection[str] = ()) -> None:
    """Its header row is bold and always in sight. Cells that are longer than Excel holds are cut, and say so."""
    # Loaded when a workbook is made: it would stay in each worker's memory for pages that have none.
    openpyxl = import_module("openpyxl")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "B2"
    for number, column in enumerate(columns):
        letter = openpyxl.utils.get_column_letter(number + 1)
        sheet.column_dimensions[letter].width = WIDE if column in wide else NARROW
    header = [openpyxl.cell.WriteOnlyCell(sheet, column) for column in columns]
    for cell in header:
        cell.font = openpyxl.styles.Font(bold=True)
    sheet.append(header)
    for row in rows:
        sheet.append([cut(cell) for cell in row])
    book.save(file)


def cut(cell: str) -> str:
    """A cell as Excel holds it."""
    return cell if len(cell) <= LONGEST_CELL else cell[: LONGEST_CELL - len(CUT)] + CUT
