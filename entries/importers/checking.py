"""What keeps a row from being published: the checks that block, on what the row and the entry it updates hold."""

from collections.abc import Iterator

from entries import library
from entries.editorial import checks
from entries.importers.draft import Figure, Said
from entries.models import SECTIONS, Entry
from entries.text.markup import clean_html, passages


def blocks(entry: Entry, figures: tuple[Figure, ...], quotes: tuple[Said, ...]) -> Iterator[tuple[str, str]]:
    """Column and reason. Of an entry that is there already, its rows and pictures count too."""
    told = [(name, getattr(entry, name)) for name in ("title", "headline_result")]
    told += [("summary", line) for line in entry.summary.splitlines()]
    told += [(name, passage) for name in SECTIONS for passage in passages(clean_html(getattr(entry, name)))]
    told += [("figures", f"{one.value} {one.label}") for one in figures]
    told += [("quotes", f"{one.words} {one.speaker} {one.role}") for one in quotes]
    found = {(one.where, one.message) for one in checks.patients(told)}
    yield from sorted(found)
    if entry.pk is not None:
        # Its team is judged with the row's own.
        stored = library.compose(entry) | {"teams": [""], "sections": {}, "summary": "", "headline_result": ""}
        for one in checks.blocks_of(stored, checks.style_of(entry)):
            if ("title", one.message) not in found:
                yield "", str(one)
