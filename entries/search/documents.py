"""A document on its way into the index: its fields by weight, read once."""

from collections import Counter
from dataclasses import dataclass

from entries.search.codes import code_of
from entries.search.terms import phrase_words, pieces


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
    stems, surface = [""], [""]
    for weight, text in document.fields:
        for _, _, piece in pieces(text):
            for term in piece.terms:
                counts[term] += weight
            for word in phrase_words(piece.words):
                stems.append(word.term)
                surface.append(word.surface)
        stems.append("|")
        surface.append("|")
    length = sum(counts.values())
    return Reading(
        length=length,
        codes={term: code_of(count, length) for term, count in sorted(counts.items())},
        stems=" ".join([*stems, ""]),
        surface=" ".join([*surface, ""]),
        passages="\n".join(" ".join(passage.split()) for passage in document.passages if passage.strip()),
    )
