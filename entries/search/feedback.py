"""Learning from the first hits: words they have in common put in order what comes after the entries with all the words.

Pseudo-relevance feedback after Rocchio: the terms that the best hits weigh most are asked for as well, each by how much
it weighs there. It changes the order only; what has none of the reader's words is not brought in.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from entries.search.bm25 import HIDDEN, Field, Scores, idf, placed
from entries.search.codes import SCALE, block_of, place_in_block, saturation, terms_of, unpack
from entries.search.documents import Document, read_document
from entries.search.tables import IndexedDocument, Posting, rows_by_key

CANDIDATES = 60
TERMS = 20
COMMON = 5  # a term that more than one in five documents have says little and costs most
BYTES = 4  # of one posting
UNIT = 1000
Row = tuple[int, "bytes | memoryview[int]"]  # a block and its packed postings


def learned(hits: Mapping[int, int], wanted: Collection[int], among: Field) -> Scores:
    """What the terms that the best hits (score by place) have in common add to the wanted places. Two queries."""
    return _scored(_weights({among.numbers[place]: score for place, score in hits.items()}, among), wanted, among)


def alike(codes: str, wanted: Collection[int], among: Field) -> Scores:
    """How like the wanted places are to a document with these codes (`IndexedDocument.codes`). One query."""
    worth = saturation(among.average)
    return _scored({term: worth[code] for term, code in terms_of(codes).items()}, wanted, among)


def nearest(documents: Mapping[int, Document], among: Field, most: int) -> dict[int, list[int]]:
    """For each document, indexed or not, the numbers of those that share its telling words, best first. One query."""
    worth = saturation(among.average)
    weights: dict[int, Mapping[str, int]] = {}
    for key, document in documents.items():
        codes = read_document(document, {}).codes
        told = sorted(codes, key=lambda term: (-worth[codes[term]], term))[:CANDIDATES]
        weights[key] = {term: worth[codes[term]] for term in told}
    having, rows = _rows({term for some in weights.values() for term in some}, among)
    return {key: _best(some, having, rows, among, most) for key, some in weights.items()}


def _best(
    weights: Mapping[str, int], having: Mapping[str, int], rows: Mapping[str, list[Row]], among: Field, most: int
) -> list[int]:
    scores: Scores = defaultdict(int)
    for term in weights.keys() & having.keys():
        weight = weights[term] * idf(having[term], among.size) // UNIT
        for block, data in rows[term]:
            for place, worth in zip(*placed(block, data, among), strict=True):
                if place != HIDDEN:
                    scores[place] += weight * worth
    return [among.numbers[place] for place in sorted(scores, key=lambda place: (-scores[place], place))[:most]]


def _scored(weights: Mapping[str, int], wanted: Collection[int], among: Field) -> Scores:
    """Scores of the wanted places by the terms that weigh most and are not common."""
    having, rows = _rows(sorted(weights, key=lambda term: (-weights[term], term))[:CANDIDATES], among)
    worths = {term: weights[term] * idf(having[term], among.size) // UNIT for term in having}
    chosen = sorted(worths, key=lambda term: (-worths[term], term))[:TERMS]
    scores, worth = dict.fromkeys(wanted, 0), saturation(among.average)
    blocks = _by_block(wanted, among)
    for term in chosen:
        weight = idf(having[term], among.size) * worths[term] // worths[chosen[0]]
        for block, data in rows[term]:
            here = blocks[block]
            numbers, codes = unpack(data)
            # Few of a row's documents are wanted: the set finds them without a look at each.
            for number in here.keys() & numbers:
                scores[here[number]] += weight * worth[codes[bisect_left(numbers, number)]]
    return scores


def _by_block(wanted: Collection[int], among: Field) -> dict[int, dict[int, int]]:
    """The wanted places by block, and there by place in the block."""
    blocks: dict[int, dict[int, int]] = defaultdict(dict)
    for place in wanted:
        number = among.numbers[place]
        blocks[block_of(number)][place_in_block(number)] = place
    return blocks


def _weights(hits: Mapping[int, int], among: Field) -> dict[str, int]:
    """How much each term weighs in the hits, a better hit counting for more."""
    worth = saturation(among.average)
    most = max(hits.values(), default=1)
    weights: dict[str, int] = defaultdict(int)
    for number, codes in rows_by_key(IndexedDocument, "number, codes", hits):
        share = hits[number] * UNIT // most
        for term, code in terms_of(codes).items():
            weights[term] += worth[code] * share // SCALE
    return weights


def _rows(terms: Iterable[str], among: Field) -> tuple[dict[str, int], dict[str, list[Row]]]:
    """Of those terms that are not common: how many documents have each, and its packed postings by block. One query.

    Counted over all blocks, so that it makes no difference which numbers documents have. Common ones are read once.
    """
    rows: dict[str, list[Row]] = defaultdict(list)
    wanted = set(terms) - among.telling_little
    for term, block, data in rows_by_key(Posting, "term, block, data", wanted):
        rows[term].append((block, data))
    having = {term: sum(len(data) for _, data in some) // BYTES for term, some in rows.items()}
    most = max(1, among.size // COMMON)
    among.telling_little.update(term for term, count in having.items() if count > most)
    return {term: count for term, count in having.items() if count <= most}, rows
