"""A document on its way into the index: its fields by weight, read once."""

from collections import Counter
from dataclasses import dataclass

from entries.search.codes import code_of, length_code
from entries.search.terms import pieces_of


@dataclass(frozen=True, slots=True)
class Document:
    """A numbered document: its fields with what a word in each weighs, and what excerpts may be cut from."""

    number: int
    fields: tuple[tuple[int, str], ...]
    passages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as the index keeps it."""

    length: int
    codes: dict[str, int]
    stems: str
    surface: str
    passages: str


def read_document(document: Document) -> Reading:
    """Count terms by weight, and put words and stems in order."""
    counts: Counter[str] = Counter()
    stems, surface = [], []
    for weight, text in document.fields:
        pieces = pieces_of(text)
        for piece, times in Counter(pieces).items():
            for term in piece.terms:
                counts[term] += weight * times
        stems += [*[piece.stems for piece in pieces], "|"]
        surface += [*[piece.surface for piece in pieces], "|"]
    length = sum(counts.values())
    long = length_code(length)
    return Reading(
        length=length,
        codes={term: code_of(counts[term], long) for term in sorted(counts)},
        stems=f" {' '.join(stems)} ",
        surface=f" {' '.join(surface)} ",
        passages="\n".join(" ".join(passage.split()) for passage in document.passages if passage.strip()),
    )
