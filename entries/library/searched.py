"""What is worth noting of a search: the words as typed, the filters and what was found. Nothing of who asked."""

import unicodedata
from dataclasses import dataclass
from urllib.parse import urlencode

from entries.library.selection import Selection
from entries.library.shapes import Results
from entries.models import Search
from entries.text.personal import without_personal

LONGEST_WORDS = 200
LONGEST_FILTERS: int = Search._meta.get_field("filters").max_length or 0


@dataclass(frozen=True, slots=True)
class Searched:
    """A search as it is noted; on which day is said when it is."""

    words: str
    filters: str
    count: int
    count_any: int


def searched(selection: Selection, results: Results) -> Searched | None:
    """The search that a first page of results shows; None for another page, or when nothing is left of the words."""
    words = noted_words(selection.q)
    if selection.page != 1 or not any(one.isalnum() for one in words):
        return None
    return Searched(words, _filters(results), results.count, results.count_any)


def noted_words(text: str) -> str:
    """The words in small letters and single spaces, without what tells of a person, cut to what is kept."""
    words = " ".join(unicodedata.normalize("NFKC", text).lower().split())
    return without_personal(words)[:LONGEST_WORDS].strip()


def _filters(results: Results) -> str:
    """The filters as a query string, always in one order. Only those the library knows: others may hold anything."""
    known = sorted({(chip.facet, chip.slug) for chip in results.chips} - set(results.unknown))
    while len(text := urlencode(known)) > LONGEST_FILTERS:
        known.pop()
    return text
