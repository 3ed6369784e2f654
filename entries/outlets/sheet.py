"""Entries as a table, one row each: CSV and Excel with the columns that imports take, and where each entry stands."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import BinaryIO

from entries.library import FullEntry
from entries.text.formulas import escaped
from entries.text.markup import passages, xml_text

COLUMNS = (
    "title", "slug", "kind", "outcome", "edition", "organisation", "team", "care_groups", "themes", "summary",
    "headline_result", "aims", "actions", "results", "next_steps", "lessons_learned", "contact_name", "contact_email",
    "published", "region", "updated", "url",
)  # fmt: skip
CSV, EXCEL = "text/csv; charset=utf-8", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Ten thousand take 7 seconds of CPU as CSV and 8 as Excel; a server waits 30 for its worker.
MOST_ROWS = 15_000
LONGEST_CELL = 32_767  # of Excel's
CUT = " [cut: Excel holds no more in a cell]"
WIDE = {"title", "summary", "headline_result", "aims", "actions", "results", "next_steps", "lessons_learned"}

Rows = Iterator[list[str]]


def rows(entries: Iterable[FullEntry], regions: dict[str, str], base: str) -> Rows:
    """A row for each entry. `regions` are their names by organisation's slug, `base` begins whole addresses."""
    return ([escaped(cell) for cell in _cells(entry, regions, base)] for entry in entries)


def _cells(entry: FullEntry, regions: dict[str, str], base: str) -> list[str]:
    story, card = entry.story, entry.story.card
    sections = {one.name: "\n\n".join(passages(one.html)) for one in story.sections}
    own = story.organisation
    cells = {
        "title": card.title,
        "slug": card.slug,
        "kind": card.kind,
        "outcome": card.outcome,
        "edition": story.edition_slug,
        "organisation": card.organisation,
        "team": _several(team.name for team in story.teams),
        "care_groups": _several(tag.name for tag in story.care_groups),
        "themes": _several(tag.name for tag in story.themes),
        "summary": card.summary,
        "headline_result": card.headline_result,
        **sections,
        "contact_name": story.contact.person if story.contact else "",
        "contact_email": story.contact.mailbox if story.contact else "",
        "published": card.published,
        "region": regions.get(own.slug, "") if own else "",
        "updated": card.updated,
        "url": base + card.url,
    }
    return [cells.get(column, "") for column in COLUMNS]


def _several(names: Iterable[str]) -> str:
    return "; ".join(names)


def write_csv(found: Rows, file: BinaryIO) -> None:
    """UTF-8 without a byte order mark, a header row first."""
    text = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="")
    sheet = csv.writer(text)
    sheet.writerow(COLUMNS)
    sheet.writerows(found)
    text.detach()


def write_excel(found: Rows, file: BinaryIO) -> None:
    """A workbook of one sheet, its header row bold and always in sight. Rows go to disk one by one."""
    # Loaded when a workbook is made: it would stay in each worker's memory for pages that have none.
    openpyxl = import_module("openpyxl")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Projects")
    sheet.freeze_panes = "B2"
    for number, column in enumerate(COLUMNS):
        sheet.column_dimensions[chr(ord("A") + number)].width = 40 if column in WIDE else 20
    header = [openpyxl.cell.WriteOnlyCell(sheet, column) for column in COLUMNS]
    for cell in header:
        cell.font = openpyxl.styles.Font(bold=True)
    sheet.append(header)
    for row in found:
        sheet.append([_excel(cell) for cell in row])
    book.save(file)


def _excel(cell: str) -> str:
    # Once more: what a sheet cannot hold may have stood before what makes a formula.
    cell = escaped(xml_text(cell))
    return cell if len(cell) <= LONGEST_CELL else cell[: LONGEST_CELL - len(CUT)] + CUT


FORMATS: dict[str, tuple[str, Callable[[Rows, BinaryIO], None]]] = {
    "csv": (CSV, write_csv),
    "xlsx": (EXCEL, write_excel),
}
