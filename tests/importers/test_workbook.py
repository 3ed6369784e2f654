"""Excel files: the columns of a CSV file, on the first sheet."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from entries.importers import Draft, Problem, Unreadable, reader_for
from entries.models import Entry
from tests import factories
from tests.importers.sheets import bring

HEADER = ["Title", "team", "organisation", "published", "summary"]


def workbook(folder: Path, *rows: list[Any], name: str = "sheet.xlsx") -> Path:
    """An Excel file with these rows under a header."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (HEADER, *rows):
        sheet.append(row)
    book.save(folder / name)
    return folder / name


def read(path: Path) -> list[Draft | Problem]:
    """All that its reader yields."""
    return list(reader_for(path)(path))


def test_cells_are_what_a_csv_file_would_hold(tmp_path: Path) -> None:
    rows = [["2026", "A; B", "", date(2026, 7, 1), 12.0], [7, "C", None, datetime(2026, 7, 1, 9, 30), True]]
    first, second = read(workbook(tmp_path, *rows))
    assert isinstance(first, Draft)
    assert isinstance(second, Draft)
    assert (first.title, first.teams, first.published, first.summary) == ("2026", ("A", "B"), "2026-07-01", "12")
    assert (second.title, second.published) == ("7", "2026-07-01T09:30")


def test_rows_are_counted_as_excel_counts_them(tmp_path: Path) -> None:
    drafts = read(workbook(tmp_path, ["A", "B"], [], [None, " "], ["C", "D"]))
    assert [str(draft.place) for draft in drafts] == ["sheet.xlsx, row 2", "sheet.xlsx, row 5"]


def test_an_error_in_a_cell_is_that_rows_problem(tmp_path: Path) -> None:
    problem, draft = read(workbook(tmp_path, ["A", "#REF!"], ["B", "C"]))
    assert str(problem) == "sheet.xlsx, row 2, team: “#REF!” is an error of Excel's."
    assert isinstance(draft, Draft)


def test_a_sheet_without_a_row_is_refused(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "sheet.xlsx")
    with pytest.raises(Unreadable, match="row 1: is empty"):
        read(tmp_path / "sheet.xlsx")


@pytest.mark.django_db
def test_a_sheet_is_imported_like_a_csv_file(tmp_path: Path) -> None:
    factories.organisation("anyshire")
    outcome, problems = bring(
        workbook(tmp_path, ["Fewer falls", "Falls Team", "anyshire", date(2025, 7, 1)]), publish=True
    )
    assert (outcome.new, outcome.published, problems) == (1, 1, [])
    assert Entry.objects.get().published_at is not None
