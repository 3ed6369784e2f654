"""Small spreadsheets, and what comes of them."""

import csv
from pathlib import Path
from typing import Any

from entries.importers import Options, Outcome, Problem, import_file
from entries.models import Entry
from tests import factories

GOOD = {"title": "Fewer falls", "team": "Falls Team", "organisation": "Anyshire Partnership"}


def sheet(folder: Path, *rows: dict[str, str], name: str = "sheet.csv") -> Path:
    """A file with a row for each dictionary; the columns are all those named."""
    path = folder / name
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
    return path


def bring(path: Path, **options: Any) -> tuple[Outcome, list[str]]:
    """Import a file; what came of it and the problems as text."""
    found: list[Problem] = []
    outcome = import_file(path, Options(**options, by_command=True), found.append)
    return outcome, [str(problem) for problem in found]


def good(folder: Path, *rows: dict[str, str], **options: Any) -> Outcome:
    """Import rows (each with the columns of GOOD unless it says otherwise) that have nothing wrong."""
    factories.organisation("anyshire")
    outcome, problems = bring(sheet(folder, *({**GOOD, **row} for row in rows)), **options)
    assert problems == []
    return outcome


def wrong(folder: Path, *rows: dict[str, str], **options: Any) -> list[str]:
    """Import rows of which something is wrong; all that is, with nothing saved."""
    factories.organisation("anyshire")
    before = list(Entry.objects.values())
    outcome, problems = bring(sheet(folder, *({**GOOD, **row} for row in rows)), **options)
    assert problems
    assert not outcome.saved
    assert list(Entry.objects.values()) == before
    return problems
