"""Search: ranks numbered documents by words. Knows documents by number only; depends on `entries.text`.

Written through `entries.search.index`; asked with `parse()`, `find()`, `rank()` and `learned()`, in this order; shown
with `Marker`.
"""

from entries.search.bm25 import HIDDEN, Field, Ranked, Scores, rank
from entries.search.documents import Document
from entries.search.feedback import alike, learned, nearest
from entries.search.forms import find
from entries.search.highlight import Marker
from entries.search.query import Concept, Form, Query, parse

__all__ = [
    "HIDDEN", "Concept", "Document", "Field", "Form", "Marker", "Query", "Ranked", "Scores", "alike", "find", "learned",
    "nearest", "parse", "rank",
]  # fmt: skip
