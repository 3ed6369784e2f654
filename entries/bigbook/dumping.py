"""An edition and all it needs, written as a file that loads into any Casebook."""

import json
from typing import Any

from entries.bigbook.shape import NAMED, ROWS, Row, as_json, row_of
from entries.bigbook.state import by_key, old_slugs, references_of, stories
from entries.models import CareGroup, Edition, Entry, Theme


class NoSuchEdition(Exception):
    """No edition has this slug."""


def dump(slug: str) -> str:
    """The Book with this slug as JSON text, the same for the same content on every database; raises NoSuchEdition."""
    edition = Edition.objects.filter(slug=slug).first()
    if edition is None:
        raise NoSuchEdition(slug)
    found = stories(Entry.objects.filter(edition=edition), set())
    ordered = sorted(found.values(), key=lambda story: (story.entry.fields.get("position", 0), story.entry.key))
    entries = [story.entry for story in ordered]
    rows = [row for model in ROWS for story in ordered for row in story.rows.values() if row.model is model]
    names = _needed([row_of(edition), *entries, *rows])
    old = [row_of(one) for one in old_slugs([*names, *entries])]
    content = [as_json(row) for row in (*names, *entries, *rows, *old)]
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def changes_waiting(slug: str) -> int:
    """How many entries of the Book have a draft that readers do not see yet: it is the draft that is dumped."""
    return Entry.objects.filter(edition__slug=slug, live__draft_differs=True).count()


def _needed(rows: list[Row]) -> list[Row]:
    """The names and the Book that rows refer to, and what those refer to in turn."""
    found: dict[tuple[Any, str], Row] = {}
    asked = rows
    while asked:
        wanted = {model: keys for model, keys in references_of(asked).items() if model in NAMED}
        asked = []
        for model, keys in wanted.items():
            for key, row in by_key(model, [key for key in keys if (model, key) not in found]).items():
                found[model, key] = row_of(row)
                asked.append(found[model, key])
    for row in rows:
        if row.model is Edition:
            found.setdefault((Edition, row.key[0]), row)
    return sorted(found.values(), key=lambda row: (NAMED.index(row.model), _place(row), row.key))


def _place(row: Row) -> int:
    return int(row.fields.get("order", 0)) if row.model in (CareGroup, Theme) else 0
