"""A query with its misspelt words put right, from the words that visible entries have."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from entries.library.catalogue import Catalogue
from entries.search import Concept, Form, find
from entries.search.spelling import corrections
from entries.search.terms import STOP, Word, is_shouted, pieces, stem

PART = re.compile(r"[^\W_]+")
LONGEST_ACRONYM = 5


@dataclass(frozen=True, slots=True)
class Unknown:
    """A folded word, and where it stands in a query."""

    start: int
    end: int
    word: str

    @property
    def form(self) -> Form:
        """How the word is looked for."""
        return Form((stem(self.word),))


def respelt(catalogue: Catalogue, text: str, missing: Iterable[Concept]) -> str:
    """The query with words of `missing` concepts corrected to words that some entry has; "" when none can be."""
    unknown = list(_unknown(text, {concept.own for concept in missing}, catalogue.lexicon.words))
    found = corrections(one.word for one in unknown)
    candidates = {Form((stem(some.word),)) for better in found.values() for some in better}
    seen = find([*candidates, *(one.form for one in unknown)], catalogue.field) if candidates else {}
    chosen: list[tuple[int, int, str]] = []
    for one in unknown:
        if one.form in seen or any(start <= one.start and one.end <= end for start, end, _ in chosen):
            continue  # a part that stands somewhere, or of a whole that was put right
        better = [some.word for some in found.get(one.word, ()) if Form((stem(some.word),)) in seen]
        if better:
            chosen.append((one.start, one.end, better[0]))
    for start, end, best in sorted(chosen, reverse=True):
        text = text[:start] + best + text[end:]
    return text if chosen else ""


def _unknown(text: str, missing: Container[Form], taught: Container[str]) -> Iterator[Unknown]:
    """The words of missing concepts that may be misspelt; of what hyphens join the whole before its parts."""
    for start, end, piece in pieces(text):
        parts = [found.span() for found in PART.finditer(text, start, end)]
        if len(piece.words) == 1:
            parts = [(start, end)]  # apostrophes and all
        if piece.joined and Form((piece.joined,)) in missing and piece.joined not in taught:
            yield Unknown(start, end, "".join(word.surface for word in piece.words))
        for (first, last), word in zip(parts, piece.words, strict=False):
            own = Form((piece.joined or word.term,))
            if own in missing and not _is_right(word, text[first:last], taught, is_shouted(text)):
                yield Unknown(first, last, word.surface)


def _is_right(word: Word, typed: str, taught: Container[str], shouted: bool) -> bool:
    """Whether a word that is not found was meant as it stands.

    It may say nothing, be one that the communications team taught, or be written as acronyms are.
    """
    in_capitals = typed.removesuffix("s").isupper() and len(typed) <= LONGEST_ACRONYM and not shouted
    return word.surface in STOP or word.term in taught or stem(word.surface.removesuffix("s")) in taught or in_capitals
