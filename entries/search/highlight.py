"""Marks what matches, always on escaped text, and finds the passage that says most about a query."""

import html
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from entries.search.query import Form
from entries.search.terms import MARKS, PIECE, STOP, read
from entries.search.variants import LIGATURES, WHOLE, may_be_diphthong

LONGEST = 240
LEAD = 60  # characters kept before the first match of a long passage
ENOUGH = 2  # matches in a passage: more say no more
AT_ONCE = 4000  # characters looked through before what was found is asked whether it is enough
BESIDE = 10  # characters between two words of a phrase
HYPHENS = "-‐‑–"
JOINING = (*HYPHENS, "&")
LONE = ("e", "x")  # letters that go before a word as if joined to it: `e rostering`
LONG_STEM = 5
CONNECTING = frozenset(f".,&{MARKS}{HYPHENS}")
LONE_LETTER = re.compile(r"(?<!\w)[eExX] [^\W\d_]{3}")
# Letters with accents as plain ones, one for one, so that places in a text stay what they are.
PLAIN = {
    code: base
    for code in range(0xC0, 0x250)
    if (base := unicodedata.normalize("NFKD", chr(code))[0]).isascii() and base.isalpha()
}


class Match(NamedTuple):
    """Where a piece of text matches, and by which stems."""

    start: int
    end: int
    stems: frozenset[str]


class Marker:
    """Marks the matches of a query: of each thing asked for, in the forms that it may have.

    Made once for a query, used for every title and excerpt.
    """

    def __init__(self, asked: Iterable[Iterable[Form]]) -> None:
        # A known phrase is one term of several stems.
        things = [[" ".join(form.stems).split() for form in forms] for forms in asked]
        every = [stems for forms in things for stems in forms]
        self._single = {stems[0] for stems in every if len(stems) == 1}
        self._phrases = [{stem for stem in stems if stem not in STOP} for stems in every if len(stems) > 1]
        self._stems = frozenset(self._single.union(*self._phrases))
        self._things = [self._stems.intersection(chain.from_iterable(forms)) for forms in things]
        self._known: dict[str, frozenset[str]] = {}
        # What is looked for in a text: how words begin, how they do in other spelling, and what joins letters to them.
        self._starts = _beginnings(self._stems)
        spelt = [start for start in self._starts if may_be_diphthong(start)]
        self._spelt = {other: [(one.replace("e", other, 1), one.index("e")) for one in spelt] for other in LIGATURES}
        self._lone = [f" {letter} " for letter in LONE if any(start.startswith(letter) for start in self._starts)]

    def mark(self, text: str) -> str:
        """`text` escaped, with matches in `mark` tags."""
        return _marked(text, self.matches(text))

    def excerpt(self, passages: str) -> str:
        """The passage with most of what was asked for, cut to some 240 characters, escaped and marked; else ""."""
        best, most = None, (0, 0)
        for found in self._by_passage(passages):
            start, end, matches = found
            stems = {stem for match in matches for stem in match.stems}
            things = sum(not stems.isdisjoint(thing) for thing in self._things)
            if (score := (things, min(len(matches), ENOUGH))) > most:
                best, most = found, score
            if most == (len(self._things), ENOUGH):  # no passage says more
                break
        if best is None:
            return ""
        start, end, matches = best
        return _cut(passages[start:end], [Match(m.start - start, m.end - start, m.stems) for m in matches])

    def matches(self, text: str, first: int = 0) -> list[Match]:
        """Where `text` matches, in order, its first place being `first`. Words of a phrase count only near others."""
        found = []
        for start in sorted(self._places(text)):
            piece = PIECE.match(text, start)
            if piece and (stems := self._stems_of(piece[0])):
                found.append(Match(start + first, piece.end() + first, stems))
        return [match for run in _runs(found) for match in self._counting(run)] if self._phrases else found

    def _stems_of(self, piece: str) -> frozenset[str]:
        """Which of the query's stems a piece has; the same words come again and again."""
        known = self._known.get(piece)
        if known is None:
            known = self._known[piece] = self._stems.intersection(read(piece).terms)
        return known

    def _places(self, text: str) -> set[int]:
        """Where pieces start that may match: those with a word that begins as a stem does, and joined ones."""
        if not self._starts:
            return set()
        plain = text.lower() if text.isascii() else text.translate(PLAIN).lower()
        plain = plain if len(plain) == len(text) else text
        places = [place for start in self._starts for place in _words_with(plain, start)]
        for letters, starts in self._spelt.items():
            # These letters are rare: to look for them takes less than to look for each beginning that has them.
            found = _all(plain, letters) if starts else ()
            places += [place - at for place in found for start, at in starts if plain.startswith(start, place - at)]
        places += [place for mark in chain(JOINING, self._lone) if mark in plain for place in _all(plain, mark)]
        return {_start_of_piece(text, place) for place in places}

    def _counting(self, run: Sequence[Match]) -> Iterable[Match]:
        """Of matches beside each other, those that count: single words, and words of a phrase that is there whole."""
        if all(not match.stems.isdisjoint(self._single) for match in run):
            return run
        there = set().union(*(match.stems for match in run))
        whole = self._single.union(*(phrase for phrase in self._phrases if phrase <= there))
        return (match for match in run if match.stems & whole)

    def _by_passage(self, passages: str) -> Iterator[tuple[int, int, list[Match]]]:
        """Start, end and matches of each passage that has any, some passages looked through at a time."""
        done = 0
        while done < len(passages):
            until = _end_of_line(passages, min(done + AT_ONCE, len(passages)))
            matches = self.matches(passages[done:until], done)
            while matches:
                start, end = passages.rfind("\n", 0, matches[0].start) + 1, _end_of_line(passages, matches[0].end)
                yield start, end, [match for match in matches if match.end <= end]
                matches = [match for match in matches if match.start >= end]
            done = until + 1


def _runs(matches: Sequence[Match]) -> Iterator[list[Match]]:
    """The matches in rows of such as stand beside each other."""
    run: list[Match] = []
    for match in matches:
        if run and match.start - run[-1].end > BESIDE:
            yield run
            run = []
        run.append(match)
    if run:
        yield run


def _beginning(stem: str) -> str:
    """How the words of a stem begin, in so few letters that what follows may differ: `using`, `tries`, `fibre`."""
    if stem[0].isdigit():
        return stem[:1]
    if len(stem) < LONG_STEM:
        return stem[: max(2, len(stem) - 1)]
    return stem[:3] if stem[3] == "e" else stem[:4]


@cache
def _otherwise() -> dict[str, str]:
    """How words of a stem begin that are spelt in a way of their own: `tyre` is read as `tire`."""
    return {
        term: _beginning(word) for word in WHOLE for term in read(word).terms if not word.startswith(_beginning(term))
    }


def _beginnings(stems: Collection[str]) -> list[str]:
    """How the words of these stems begin, without what begins as another does."""
    otherwise = _otherwise()
    found: list[str] = []
    for start in sorted([*map(_beginning, stems), *(otherwise[stem] for stem in stems if stem in otherwise)]):
        if not found or not start.startswith(found[-1]):
            found.append(start)
    return found


def _words_with(text: str, start: str) -> list[int]:
    """Where words begin so. One loop, since this is most of what an excerpt takes."""
    found = []
    place = text.find(start)
    while place >= 0:
        if place == 0 or not text[place - 1].isalnum():
            found.append(place)
        place = text.find(start, place + 1)
    return found


def _end_of_line(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end


def _all(text: str, part: str) -> Iterator[int]:
    place = text.find(part)
    while place >= 0:
        yield place
        place = text.find(part, place + 1)


def _start_of_piece(text: str, place: int) -> int:
    """Where the piece starts that goes on at `place`: before `rostering` stands `e-`."""
    while place and (
        text[place - 1].isalnum() or (text[place - 1] in CONNECTING and place > 1 and text[place - 2].isalnum())
    ):
        place -= 1
    # The pattern alone would do: this spares most of its uses.
    lone = place > 1 and text[place - 2] in "eExX" and LONE_LETTER.match(text, place - 2)
    return place - 2 if lone else place


def _marked(text: str, matches: Sequence[Match]) -> str:
    parts, end = [], 0
    for match in matches:
        parts += [html.escape(text[end : match.start], quote=False)]
        parts += [f"<mark>{html.escape(text[match.start : match.end], quote=False)}</mark>"]
        end = match.end
    return "".join([*parts, html.escape(text[end:], quote=False)])


def _cut(text: str, matches: Sequence[Match]) -> str:
    """The stretch of a passage with its matches in it, from a word to a word, dots where something is left out."""
    start, end = 0, len(text)
    if end > LONGEST:
        if matches[0].end > LONGEST - LEAD:
            start = text.rfind(" ", 0, max(0, matches[0].start - LEAD)) + 1
        if len(text) - start > LONGEST:
            end = text.rfind(" ", start, start + LONGEST)
            end = end if end > matches[0].end else max(start + LONGEST, matches[0].end)
    inside = [Match(m.start - start, m.end - start, m.stems) for m in matches if start <= m.start and m.end <= end]
    return ("… " if start else "") + _marked(text[start:end], inside) + (" …" if end < len(text) else "")
