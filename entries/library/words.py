"""Plain all-words search in folded text, and excerpts with the matches marked."""

import html
import re
from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.db.models.functions import Substr

from entries.library.bitmaps import bitmap
from entries.library.catalogue import Catalogue
from entries.library.visibility import visible
from entries.models import SECTIONS
from entries.text.folding import fold, words
from entries.text.markup import plain_text, trusted_excerpt

MOST_WORDS = 32
WHOLE_BELOW = 4  # shorter words match whole words only, so that IT does not find "item"
TITLE_LENGTH = 220
EXCERPT_LENGTH = 220
PIECE = re.compile(r"[\w'’.,-]+")


def asked(q: str) -> list[str]:
    """The words of a query as they are matched, each once, at most 32."""
    return list(dict.fromkeys(words(q)))[:MOST_WORDS]


def matching(catalogue: Catalogue, terms: Sequence[str]) -> tuple[int, dict[int, int]]:
    """The entries with all the words as a bitmap, and for each place how many of them its title has."""
    needed = Q()
    for term in terms:
        needed &= Q(folded__contains=_pattern(term))
    found = visible(catalogue.since).filter(needed).values_list("pk", Substr("folded", 1, TITLE_LENGTH))
    hits = {}
    for pk, start in found:
        place = catalogue.place_of.get(pk)
        if place is not None:
            title = start.split("|")[0]
            hits[place] = sum(_pattern(term) in title for term in terms)
    return bitmap(hits, len(catalogue.ids)), hits


def _pattern(term: str) -> str:
    return f" {term} " if len(term) < WHOLE_BELOW else f" {term}"


def mark(text: str, terms: Iterable[str]) -> str:
    """`text` escaped, with the words that match put into `mark` tags."""
    patterns = [_pattern(term) for term in terms]
    parts, end = [], 0
    for piece in PIECE.finditer(text):
        folded = f" {fold(piece[0])} "
        if folded.strip() and any(pattern in folded for pattern in patterns):
            parts += [
                html.escape(text[end : piece.start()], quote=False),
                f"<mark>{html.escape(piece[0], quote=False)}</mark>",
            ]
            end = piece.end()
    return "".join([*parts, html.escape(text[end:], quote=False)])


def excerpt(document: dict, terms: Sequence[str]) -> str:
    """The passage that says most about the words: the summary, or the first sentence of a section with a match."""
    best, most = document["summary"], _count(document["summary"], terms)
    for name in SECTIONS:
        for sentence in re.split(r"(?<=[.!?])\s+", plain_text(document["sections"].get(name, ""))):
            if (score := _count(sentence, terms)) > most:
                best, most = sentence, score
    return trusted_excerpt(mark(_cut(best), terms))


def _count(text: str, terms: Sequence[str]) -> int:
    folded = f" {fold(text)} "
    return sum(_pattern(term) in folded for term in terms)


def _cut(text: str) -> str:
    return text if len(text) <= EXCERPT_LENGTH else text[:EXCERPT_LENGTH].rsplit(" ", 1)[0] + " …"
