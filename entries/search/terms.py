"""From text to what is indexed and matched: words, their stems, and joined forms of what hyphens part.

A piece of text such as `e-rostering` or `ED&I` gives the words it consists of, in order, and sometimes a joined form
beside them. Words that say nothing (`the`, `it`) stand in the order but are not indexed, unless written as an acronym:
`IT` is a term, `it` is not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

from entries.search.variants import one_spelling
from entries.text.folding import fold

STOP = frozenset(
    """
    a about above after again against all also am an and any are as at be because been before being below between
    both but by can cannot could did do does doing down during each few for from further had has have having he her
    here hers herself him himself his how i if in into is it its itself just may me might more most must my myself
    no nor not of off on once only or other our ours ourselves out over own same shall she should so some such than
    that the their theirs them themselves then there these they this those through to too under until up upon us
    very was we were what when where which while who whom whose why will with within without would you your yours
    yourself yourselves
    """.split()  # noqa: SIM905 - a list of one word a line would fill pages
)
MARKS = "'’‘ʼ`"
# "e rostering" and "x ray" are one piece, as they are with a hyphen; "x and" is not.
# What stands before the letter is looked at after it, and nothing is given back: pieces are found fast.
LETTER = (
    rf"[eExX](?<![\w&.,{MARKS}-].) (?=[^\W\d_]{{3}})"
    rf"(?!(?i:{'|'.join(sorted(word for word in STOP if len(word) > 2))})(?![^\W_]))"
)
PIECE = re.compile(rf"(?:{LETTER})?[^\W_]++(?:[.,&{MARKS}‐‑–-][^\W_]++)*+")
DECIMAL = re.compile(r"\d+\.\d+[a-z]{0,2}")
INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
APOSTROPHES = re.compile(f"[{MARKS}]")
GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
AMPERSAND = re.compile(r"[^\W\d_]{1,3}(?:&[^\W\d_]{1,2})+")
LONGEST = 40
LONGEST_PHRASE = 200
_stemmer = Stemmer.Stemmer("english")  # threads may share it: it never lets go of the interpreter lock


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a piece: folded, its term, and whether it is indexed."""

    surface: str
    term: str
    indexed: bool


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """What stands between two spaces or stops: its words in order, and the joined form of several ("" for one).

    `terms` is all that is indexed for it; `stems` and `surface` are what phrases see, parted by spaces.
    """

    words: tuple[Word, ...]
    joined: str
    terms: tuple[str, ...]
    stems: str
    surface: str


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The term of a folded word; the same for its inflections and for both spellings."""
    spelling = one_spelling(word)
    return _stemmer.stemWord(spelling) if word.isalpha() and len(word) > 2 else spelling


def pieces(text: str) -> Iterator[tuple[int, int, Piece]]:
    """Start, end and reading of each piece of `text`, in order."""
    shouted = is_shouted(text)
    for found in PIECE.finditer(text):
        yield found.start(), found.end(), read(found[0].lower() if shouted else found[0])


def pieces_of(text: str) -> list[Piece]:
    """The reading of each piece of `text`, in order."""
    return [read(piece) for piece in PIECE.findall(text.lower() if is_shouted(text) else text)]


def is_shouted(text: str) -> bool:
    """Whether a text is in capitals throughout, so that they make no acronym of a word."""
    return text.isupper() and len(text.split()) > 2


@lru_cache(maxsize=20_000)
def read(piece: str) -> Piece:
    """One piece, as it stands in a text. Capitals matter where all letters are: `IT`."""
    return _read(piece if piece.isupper() else piece.lower())


@lru_cache(maxsize=20_000)
def _read(piece: str) -> Piece:
    plain = APOSTROPHES.sub("", GROUPED.sub("", piece))
    if DECIMAL.fullmatch(plain.lower()):
        return _piece((Word(plain.lower(), plain.lower(), True),), False)
    if INITIALS.fullmatch(plain) or AMPERSAND.fullmatch(plain):
        plain = plain.replace(".", "").replace("&", "")
    parts = [part for part in re.split(r"[^\w]|_", plain) if part]
    words = tuple(word for part in parts for word in _words(part))
    parted = len(words) > 1 and not re.search("[.,&]", plain) and not all(word.surface.isdigit() for word in words)
    return _piece(words, parted)


def _piece(words: tuple[Word, ...], parted: bool) -> Piece:
    joined = stem("".join(word.surface for word in words)[:LONGEST]) if parted else ""
    terms = [word.term for word in words if word.indexed] + ([joined] if joined else [])
    seen = phrase_words(words)
    return Piece(
        words, joined, tuple(terms), " ".join(word.term for word in seen), " ".join(word.surface for word in seen)
    )


def _words(part: str) -> list[Word]:
    acronym = len(part) > 1 and part.isupper()
    found = []
    for surface in fold(part).split():
        surface = surface[:LONGEST]
        if surface in STOP:
            found.append(Word(surface, surface, acronym))
        else:
            found.append(Word(surface, stem(surface), True))
    return found


def phrase_words(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words of a piece as phrases see them: a single letter belongs to what follows it (`erostering`)."""
    if len(words) > 1 and any(len(word.surface) == 1 and word.surface.isalpha() for word in words):
        whole = "".join(word.surface for word in words)[:LONGEST]
        return (Word(whole, stem(whole), True),)
    return words
