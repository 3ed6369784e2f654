"""What readers may see: the one door for pages, JSON and every other outlet, and for whoever changes what they see.

Read with `read()`, which answers with frozen shapes; write inside `writing()`. Depends on models, search and text.
"""

from entries.library.books import OTHER_NAME
from entries.library.building import forget
from entries.library.bulk import EntryWrite, save_contacts, save_entries, save_found
from entries.library.document import FORMAT, compose, rows_of, with_rows
from entries.library.indexing import build_if_empty, rebuild_search
from entries.library.likeness import NearDuplicate, ToldAlready, near_duplicates, nearest_to, told_already
from entries.library.lookup import Gone, Missing, Moved
from entries.library.preview import BookPreview, preview
from entries.library.reading import Reading, read
from entries.library.results import NoSuchPage
from entries.library.selection import FACETS, SORTS, Selection
from entries.library.shapes import (
    Book,
    Card,
    Chip,
    Facet,
    FacetValue,
    FullEntry,
    Home,
    OrganisationWay,
    Part,
    PartPage,
    Results,
    Site,
    Story,
    Way,
)  # fmt: skip
from entries.library.visibility import is_out, is_visible, next_due, visible
from entries.library.writing import (
    note_entry,
    note_names,
    note_synonyms,
    note_token,
    publish_document,
    refresh_noted,
    rewrite_live,
    settle_left_over,
    showing,
    writing,
)  # fmt: skip

__all__ = [
    "FACETS", "FORMAT", "OTHER_NAME", "SORTS", "Book", "BookPreview", "Card", "Chip", "EntryWrite", "Facet",
    "FacetValue", "FullEntry", "Gone", "Home", "Missing", "Moved", "NearDuplicate", "NoSuchPage", "OrganisationWay",
    "Part", "PartPage", "Reading", "Results", "Selection", "Site", "Story", "ToldAlready", "Way", "build_if_empty",
    "compose", "forget", "is_out", "is_visible", "near_duplicates", "nearest_to", "next_due", "note_entry",
    "note_names", "note_synonyms", "note_token", "preview", "publish_document", "read", "rebuild_search",
    "refresh_noted", "rewrite_live", "rows_of", "save_contacts", "save_entries", "save_found", "settle_left_over",
    "showing", "told_already", "visible", "with_rows", "writing",
]  # fmt: skip
