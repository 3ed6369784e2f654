"""Completions of a word that somebody is typing, from surface words of documents that may be seen."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from django.db.models import Count, Q

from entries.search.bm25 import HIDDEN, Field
from entries.search.codes import block_of, numbers_of, place_in_block, unpack
from entries.search.tables import NAMED_AT_MOST, IndexedDocument, Posting, SurfaceWord
from entries.search.terms import stem

LOOKED_AT = 60  # of the words that begin so, the commonest: a bound on what one key press may cost
Counted = tuple[str, int]  # a word, and how many documents have it


def unseen(among: Field) -> frozenset[int]:
    """The numbers that are indexed and may not be seen. One query."""
    numbers = IndexedDocument.objects.values_list("number", flat=True)
    return frozenset(number for number in numbers if among.place_of(number) == HIDDEN)


def completions(prefix: str, hidden: AbstractSet[int]) -> list[str]:
    """The words that begin so and stand in some document but the `hidden` ones, the commonest first.

    One query, and one or two more when something is hidden.
    """
    # Sorted here: where the list is cut must not depend on how a database orders text.
    rows = SurfaceWord.objects.filter(word__startswith=prefix).values_list("word", "count")
    words = sorted(rows, key=lambda row: (-row[1], row[0]))[:LOOKED_AT]
    return [word for word, count in words if count] if not hidden else _seen(words, hidden)


def _seen(words: Sequence[Counted], hidden: AbstractSet[int]) -> list[str]:
    """Those of the words that more documents have than hidden ones do."""
    holding = _holding({stem(word) for word, _ in words}, hidden)
    in_doubt = [word for word, count in words if count <= len(holding[stem(word)])]
    having = _having(in_doubt, set().union(*(holding[stem(word)] for word in in_doubt)))
    return [word for word, count in words if count > having.get(word, 0)]


def _holding(stems: AbstractSet[str], hidden: AbstractSet[int]) -> dict[str, set[int]]:
    """For each stem, the hidden documents that have it: at least those that have one of its words. One query."""
    blocks: dict[int, set[int]] = defaultdict(set)
    for number in hidden:
        blocks[block_of(number)].add(place_in_block(number))
    found: dict[str, set[int]] = defaultdict(set)
    rows = Posting.objects.filter(term__in=stems, block__in=blocks)
    for term, block, data in rows.values_list("term", "block", "data"):
        found[term].update(numbers_of(block)[0] + place for place in blocks[block].intersection(unpack(data)[0]))
    return found


def _having(words: Sequence[str], numbers: AbstractSet[int]) -> Mapping[str, int]:
    """How many of these documents have each word itself; when they are too many to look, as if all in the world had.

    At most one query.
    """
    if not words:
        return {}
    if len(numbers) > NAMED_AT_MOST:
        return dict.fromkeys(words, 1 << 62)
    counts = {f"n{n}": Count("pk", filter=Q(surface__contains=f" {word} ")) for n, word in enumerate(words)}
    found = IndexedDocument.objects.filter(number__in=numbers).aggregate(**counts)
    return {word: found[f"n{n}"] for n, word in enumerate(words)}
