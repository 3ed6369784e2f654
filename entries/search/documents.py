"""A document on its way into the index: its fields by weight, read once."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from entries.search.codes import code_of, length_code
from entries.search.terms import LONGEST_PHRASE, Piece, pieces_of


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


Phrases = Mapping[str, Collection[str]]  # by their first stem: stems parted by spaces


def phrases_of(forms: Iterable[Sequence[str]]) -> Phrases:
    """Known phrases, ready for `read_document()`: those of several stems, and not too long to be a term."""
    found: dict[str, set[str]] = {}
    for stems in forms:
        if len(stems) > 1 and len(phrase := " ".join(stems)) <= LONGEST_PHRASE:
            found.setdefault(stems[0], set()).add(phrase)
    return found


def read_document(document: Document, phrases: Phrases) -> Reading:
    """Count terms by weight, known phrases among them, and put words and stems in order."""
    by_weight: dict[int, Counter[Piece]] = defaultdict(Counter)
    stems, surface = [], []
    for weight, text in document.fields:
        pieces = pieces_of(text)
        by_weight[weight].update(pieces)
        stems.append(" ".join([piece.stems for piece in pieces]))
        surface.append(" ".join([piece.surface for piece in pieces]))
    counts, told = _terms(by_weight), f" {' | '.join(stems)} | "
    length = sum(counts.values())  # without phrases, which are words that were counted
    for phrase in _phrases_in(told, phrases):
        for (weight, _), field in zip(document.fields, stems, strict=True):
            counts[phrase] += weight * f" {field} ".count(f" {phrase} ")
    long = length_code(length)
    return Reading(
        length=length,
        codes={term: code_of(counts[term], long) for term in sorted(counts)},
        stems=told,
        surface=f" {' | '.join(surface)} | ",
        passages="\n".join(" ".join(passage.split()) for passage in document.passages if passage.strip()),
    )


def _terms(by_weight: Mapping[int, Mapping[Piece, int]]) -> dict[str, int]:
    """How often each term is there, times what it weighs."""
    counts: dict[str, int] = defaultdict(int)
    for weight, found in by_weight.items():
        for piece, times in found.items():
            for term in piece.terms:
                counts[term] += weight * times
    return counts


def _phrases_in(stems: str, phrases: Phrases) -> Iterator[str]:
    """The known phrases that stand in stems with a space before and after each; none runs across a bar."""
    for first in phrases.keys() & set(stems.split()):
        yield from (phrase for phrase in phrases[first] if f" {phrase} " in stems)
