"""The index as plain rows, to compare one with another."""

from typing import Any

from entries.models import IndexedDocument, Posting, SurfaceWord, WordShape
from entries.search.index import KEPT


def index_rows() -> dict[str, list[Any]]:
    """All that the index holds, without the ids of its rows."""
    return {
        "documents": sorted(IndexedDocument.objects.values_list("number", *KEPT)),
        "postings": sorted(
            (term, block, bytes(data)) for term, block, data in Posting.objects.values_list("term", "block", "data")
        ),
        "words": sorted(SurfaceWord.objects.values_list("word", "count")),
        "shapes": sorted(WordShape.objects.values_list("shape", "word__word")),
    }
