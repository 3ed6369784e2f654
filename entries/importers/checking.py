"""What keeps a row from being published: the checks that block, on what the row and the entry it updates hold."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from entries import library
from entries.editorial import checks
from entries.models import SECTIONS
from entries.text.markup import passages

if TYPE_CHECKING:
    from entries.importers.plan import Plan


def blocks(plan: "Plan") -> Iterator[tuple[str, str]]:
    """Column and reason. Of an entry that is there already, its rows and pictures count too."""
    entry, figures, quotes = plan.entry, plan.figures, plan.quotes
    told = [(name, getattr(entry, name)) for name in ("title", "headline_result")]
    told += [("summary", line) for line in entry.summary.splitlines()]
    told += [(name, passage) for name in SECTIONS for passage in passages(getattr(entry, name))]
    told += [("figures", f"{one.value} {one.label}") for one in figures]
    told += [("quotes", f"{one.words} {one.speaker} {one.role}") for one in quotes]
    found = {(one.where, one.message) for one in checks.patients(told)}
    yield from sorted(found)
    shown = [{"alt": one.alt, "decorative": one.decorative, "caption": ""} for one in plan.pictures]
    yield from (("pictures", one.message) for one in checks.pictures({"pictures": shown}))
    if entry.pk is not None:
        # Its team is judged with the row's own.
        stored = library.compose(entry) | {"teams": [""], "sections": {}, "summary": "", "headline_result": ""}
        for one in checks.blocks_of(stored, checks.style_of(entry)):
            if ("title", one.message) not in found:
                yield "", str(one)
