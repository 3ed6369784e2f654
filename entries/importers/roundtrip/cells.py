"""Drafts as rows of a sheet, with the columns that imports take and a mark of what each cell was."""

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, BinaryIO

from django.db.models import Prefetch, QuerySet
from django.utils.timezone import localtime

from entries.importers.draft import Draft, Place, Problem
from entries.importers.spreadsheet import BACK, COLUMNS, SEVERAL, draft_of
from entries.models import SECTIONS, Entry, EntryCareGroup, EntryTeam, EntryTheme
from entries.text.formulas import escaped
from entries.text.markup import xml_text
from entries.text.sheets import Rows, write_csv, write_excel

AT_ONCE = 200
MARK_BYTES = 4
MARK_LENGTH = 6


def with_cells(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """The entries with all that their cells need, in a fixed number of queries."""
    return entries.select_related("edition", "contact").prefetch_related(
        Prefetch("team_links", EntryTeam.objects.select_related("team__organisation")),
        Prefetch("care_group_links", EntryCareGroup.objects.select_related("tag")),
        Prefetch("theme_links", EntryTheme.objects.select_related("tag")),
    )


def cells_of(entry: Entry) -> dict[str, str]:
    """A draft's cells by column, safe for every programme."""
    teams = [link.team for link in entry.team_links.all()]
    own = teams[0].organisation if teams else None
    contact = entry.contact
    cells = {
        **{name: getattr(entry, name) for name in ("title", "slug", "kind", "outcome", "status", "summary")},
        **{name: getattr(entry, name) for name in ("headline_result", *SECTIONS)},
        "edition": entry.edition.slug if entry.edition else "",
        "organisation": own.name if own else "",
        "region": own.region_name if own else "",
        "team": "; ".join(team.name for team in teams),
        "care_groups": _tags(entry.care_group_links.all()),
        "themes": _tags(entry.theme_links.all()),
        "contact_name": contact.person if contact else "",
        "contact_email": contact.mailbox if contact else "",
        "published": _moment(entry),
    }
    return {column: escaped(xml_text(cells[column])) for column in COLUMNS}


def draft_in(entry: Entry, place: Place) -> Draft:
    """A draft as it would be read back from its own cells."""
    found = draft_of(place, COLUMNS, list(cells_of(entry).values()), back=True)
    assert not isinstance(found, Problem), "a row of our own has as many cells as columns"
    return found


def value_in(draft: Draft, column: str) -> Any:
    """What a draft says in a column."""
    return getattr(draft, SEVERAL.get(column, column))


def mark_of(draft: Draft) -> str:
    """What each cell was, in a few letters each: so it can be told who changed it, the sheet or the desk."""
    return "".join(marked(value_in(draft, column)) for column in COLUMNS)


def marked(value: Any) -> str:
    """The mark of one value."""
    digest = hashlib.blake2b(repr(value).encode(errors="replace"), digest_size=MARK_BYTES).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def sheet_of(entries: QuerySet[Entry], ending: str, file: BinaryIO) -> None:
    """Write the drafts of entries, in their order, as a sheet of that kind."""
    ENDINGS[ending](_rows(with_cells(entries).iterator(AT_ONCE)), file)


def _rows(entries: Iterable[Entry]) -> Iterator[list[str]]:
    for entry in entries:
        yield [*cells_of(entry).values(), mark_of(draft_in(entry, Place("")))]


def _tags(links: Iterable[Any]) -> str:
    return "; ".join(tag.name for tag in sorted((link.tag for link in links), key=lambda tag: (tag.order, tag.slug)))


def _moment(entry: Entry) -> str:
    if entry.published_at is None:
        return ""
    found = localtime(entry.published_at).replace(tzinfo=None)
    return found.date().isoformat() if not (found.hour or found.minute) else found.isoformat(timespec="minutes")


def _csv(rows: Rows, file: BinaryIO) -> None:
    # With a byte order mark, without which Excel takes it for another encoding.
    write_csv(BACK, rows, file, encoding="utf-8-sig")


ENDINGS: dict[str, Callable[[Rows, BinaryIO], None]] = {
    "csv": _csv,
    "xlsx": partial(write_excel, BACK, title="Entries"),
}
