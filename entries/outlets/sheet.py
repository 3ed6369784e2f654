"""Entries as a table, one row each: CSV and Excel with the columns that imports take, and where each entry stands."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import BinaryIO

from entries.library import FullEntry
from entries.text.formulas import escaped
from entries.text.markup import passages, xml_text
from entries.text.sheets import Rows, write_csv, write_excel

COLUMNS = (
    "title", "slug", "kind", "outcome", "edition", "organisation", "team", "care_groups", "themes", "summary",
    "headline_result", "aims", "actions", "results", "next_steps", "lessons_learned", "contact_name", "contact_email",
    "published", "region", "updated", "url",
)  # fmt: skip
CSV, EXCEL = "text/csv; charset=utf-8", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Ten thousand take 7 seconds of CPU as CSV and 8 as Excel; a server waits 30 for its worker.
MOST_ROWS = 15_000
WIDE = {"title", "summary", "headline_result", "aims", "actions", "results", "next_steps", "lessons_learned"}


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


def _excel(found: Rows, file: BinaryIO) -> None:
    # Escaped once more: what a workbook cannot hold may have stood before what makes a formula.
    safe = ([escaped(xml_text(cell)) for cell in row] for row in found)
    write_excel(COLUMNS, safe, file, title="Projects", wide=WIDE)


FORMATS: dict[str, tuple[str, Callable[[Rows, BinaryIO], None]]] = {
    "csv": (CSV, partial(write_csv, COLUMNS)),
    "xlsx": (EXCEL, _excel),
}
