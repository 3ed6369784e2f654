"""A sheet that came back, row by row: which cells say something else than what is here, and who changed them."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

from entries.importers.draft import Draft, Place, Problem, Unreadable
from entries.importers.roundtrip.cells import MARK_LENGTH, draft_in, marked, value_in, with_cells
from entries.importers.spreadsheet import COLUMNS, SEVERAL, read_csv
from entries.importers.workbook import read_workbook
from entries.models import Entry
from entries.text.sheets import CUT

AT_ONCE = 200
MOST_ROWS = 10_000
MOST_CHANGED = 500
BRITISH = re.compile(r"(?P<day>\d\d?)/(?P<month>\d\d?)/(?P<year>\d{4})(?: (?P<clock>\d\d?:\d\d)(?::00)?)?")
READERS = {".csv": read_csv, ".xlsx": read_workbook}


def read_back(path: Path) -> list[dict[str, Any]]:
    """The rows that say something, as JSON: the cells that differ by column, or what is wrong. Raises Unreadable."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise Unreadable(Place(path.name), "is neither an Excel file (.xlsx) nor a CSV file (.csv).")
    found = [row for row in _rows(reader(path, back=True)) if row["cells"] or row["wrong"]]
    if len(found) > MOST_CHANGED:
        message = f"changes {len(found):,} entries; at most {MOST_CHANGED} at once. Send it in parts."
        raise Unreadable(Place(path.name), message)
    return found


def _rows(drafts: Iterator[Draft | Problem]) -> Iterator[dict[str, Any]]:
    seen: dict[str, int] = {}
    while batch := list(islice(drafts, AT_ONCE)):
        slugs = [one.slug.lower() for one in batch if isinstance(one, Draft)]
        there = {entry.slug: entry for entry in with_cells(Entry.objects.filter(slug__in=slugs))}
        for one in batch:
            if one.place.row > MOST_ROWS + 1:
                raise Unreadable(one.place, f"is one too many: at most {MOST_ROWS:,} rows at once.")
            yield _row(one, there, seen)


def _row(one: Draft | Problem, there: dict[str, Entry], seen: dict[str, int]) -> dict[str, Any]:
    found: dict[str, Any] = {"row": one.place.row, "slug": "", "cells": {}, "was": {}, "wrong": []}
    if isinstance(one, Problem):
        found["wrong"].append([one.field, one.message])
        return found
    slug = found["slug"] = one.slug.lower()
    if not slug:
        found["wrong"].append(["slug", "is blank. New entries come in by “Bring in files”."])
    elif slug not in there:
        found["wrong"].append(["slug", f"there is no entry “{slug}”. New entries come in by “Bring in files”."])
    elif (first := seen.setdefault(slug, one.place.row)) != one.place.row:
        found["wrong"].append(["slug", f"“{slug}” stands in row {first} already."])
    elif one.version and len(one.version) != MARK_LENGTH * len(COLUMNS):
        found["wrong"].append(["version", "is not as it went out. Leave that column as it is, or empty."])
    else:
        _compare(one, draft_in(there[slug], one.place), found)
    return found


def _compare(sheet: Draft, here: Draft, found: dict[str, Any]) -> None:
    """Note the cells that the sheet changed, with the mark of what each was (none: nobody knows)."""
    for number, column in enumerate(COLUMNS):
        new, now = value_in(sheet, column), value_in(here, column)
        new = _iso(new) if column == "published" else new
        was = sheet.version[number * MARK_LENGTH : (number + 1) * MARK_LENGTH]
        # A blank cell leaves what is there; one that is as it went out was changed by nobody but perhaps the desk.
        if not new or new == now or marked(new) == was:
            continue
        if column not in SEVERAL and CUT in new:
            if not now.startswith(new.partition(CUT)[0]):
                message = "was too long for Excel, which holds a part of it. Change it on the entry’s page."
                found["wrong"].append([column, message])
            continue
        found["cells"][column] = list(new) if column in SEVERAL else new
        found["was"][column] = was


def _iso(day: str) -> str:
    """A day as Excel writes it when it saves a CSV file, as it went out."""
    found = BRITISH.fullmatch(day)
    if not found:
        return day
    clock = f"T{found['clock']:0>5}" if found["clock"] and found["clock"] not in ("0:00", "00:00") else ""
    return f"{found['year']}-{found['month']:0>2}-{found['day']:0>2}{clock}"


def draft_from(row: dict[str, Any], name: str, columns: set[str]) -> Draft:
    """The draft that holds some cells of a row and says nothing else."""
    cells = {column: value for column, value in row["cells"].items() if column in columns}
    values = {SEVERAL.get(column, column): tuple(v) if column in SEVERAL else v for column, v in cells.items()}
    empty = asdict(Draft(Place(name, row["row"]))) | {"place": Place(name, row["row"])}
    return Draft(**{**empty, **values, "slug": row["slug"], "is_partial": True})
