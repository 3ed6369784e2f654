"""What the text of a story says that may be worth a row of its own: likely figures and quotations, for someone to take.

They are proposals. The words stay in the text as well.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from entries.importers import facts
from entries.importers.draft import Draft, Figure, Said
from entries.importers.titles import SENTENCE, shortened
from entries.models import SECTIONS
from entries.text.markup import passages

MOST = 8
LONGEST_VALUE, LONGEST_LABEL = 40, 120
FEWEST_WORDS = 4
BESIDE = 300  # characters on either side of a number that may say what it counts
WHOLE = r"\d(?:[\d,]*\d)?"
NUMBER = rf"[£€$]?{WHOLE}(?:\.\d+)?"
UNIT = r"(?:\s?%| per cent\b| percent\b|\s?(?:million|bn)\b)"
# A share, a sum of money, so many of so many, from one number to another, or a number of a thing.
VALUE = re.compile(
    rf"(?<![\w.,/:-])(?:{NUMBER}{UNIT}(?: to {NUMBER}{UNIT})?|[£€$]{WHOLE}(?:\.\d+)?(?:\s?(?:million|bn|k|m)\b)?"
    rf"|{WHOLE} (?:of|out of) (?:the )?{WHOLE}|(?<=from )\d[\d,.]*(?: \w+)? to {WHOLE}(?:\.\d+)?"
    rf"|{WHOLE}(?: to {WHOLE}|\.\d+)?)(?![\d/:])",
    re.I,
)
AFTER_A_NAME = re.compile(
    r"\b(?:code|number|no\.?|ref\.?|reference|page|room|ward|band|level|phase|step|version)\s*$", re.I
)
BEFORE_A_DAY = re.compile(
    r"^\s*(?:st|nd|rd|th)?\s*(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.I
)
YEAR = re.compile(r"(?:19|20)\d\d")
END = re.compile(r"\s*(?:[;:(]|,(?!\d)|\s[–—-]\s|[.!?](?=\s|$)|\b(?:and|but|which|while|whilst|with an?|compared)\b)")
SPOKEN = re.compile(r"(?:“(?P<a>[^“”]{8,600})”|\"(?P<b>[^\"]{8,600})\")(?P<by>[^“\"\n.]{0,160})")
SAID = re.compile(r"^[\s,–—-]*(?:said|says|commented|added|explained)\s+", re.I)
LED_UP = re.compile(
    r"(?P<who>[A-Z][^.:“”\"]{2,80}?)\s+(?:told us|said|says|added|commented|wrote|explained)\b[^:“\"]{0,30}:?\s*$"
)
# Where what came of it stands comes first: a figure there is likelier one to show.
ORDER = ("results", "summary", "lessons_learned", "actions", "aims", "next_steps")


@dataclass(frozen=True, slots=True)
class LikelyFigure:
    """A figure that a sentence holds; `where` is the field."""

    figure: Figure
    where: str
    sentence: str


@dataclass(frozen=True, slots=True)
class LikelyQuote:
    """A quotation that stands in the text; `where` is the field."""

    said: Said
    where: str


def likely_figures(draft: Draft) -> list[LikelyFigure]:
    """Figures in the text that are no rows yet, those of the results first; at most eight."""
    known = {(one.value, one.label) for one in draft.figures}
    found: dict[str, LikelyFigure] = {}
    for where, sentence in _sentences(draft):
        for figure in _figures(sentence):
            if (figure.value, figure.label) not in known:
                found.setdefault(figure.value, LikelyFigure(figure, where, sentence))
            if len(found) == MOST:
                return list(found.values())
    return list(found.values())


def likely_quotes(draft: Draft) -> list[LikelyQuote]:
    """Quotations in the text that are no rows yet; at most eight."""
    known = {one.words for one in draft.quotes}
    found: dict[str, LikelyQuote] = {}
    for where, passage in _passages(draft):
        for spoken in SPOKEN.finditer(passage):
            words = (spoken["a"] or spoken["b"]).strip()
            if len(words.split()) >= FEWEST_WORDS and words not in known:
                speaker, role = _who(passage[: spoken.start()], spoken["by"])
                found.setdefault(words, LikelyQuote(Said(words, speaker, role), where))
    return list(found.values())[:MOST]


def _passages(draft: Draft) -> Iterator[tuple[str, str]]:
    for name in ORDER:
        text = getattr(draft, name)
        yield from ((name, line) for line in (passages(text) if name in SECTIONS else text.splitlines()))


def _sentences(draft: Draft) -> Iterator[tuple[str, str]]:
    for where, passage in _passages(draft):
        yield from ((where, sentence) for sentence in SENTENCE.split(passage))


def _figures(sentence: str) -> Iterator[Figure]:
    for found in VALUE.finditer(sentence):
        start, end = found.span()
        value, rest, before = found[0].strip(), sentence[end : end + BESIDE], sentence[max(0, start - BESIDE) : start]
        bare = value.isdecimal()
        of_no_count = YEAR.fullmatch(value) or len(value) == 1 or AFTER_A_NAME.search(before)
        if (bare and of_no_count) or BEFORE_A_DAY.match(rest):
            continue
        label = _label(before, rest)
        if label and len(value) <= LONGEST_VALUE:
            yield Figure(value, label)


def _label(before: str, rest: str) -> str:
    """What the number counts: what follows it in its clause, else what leads up to it."""
    end = END.search(rest)
    after = rest[: end.start()] if end else rest
    if len(after.split()) >= 2:
        return shortened(after.strip(), LONGEST_LABEL)
    clause = re.split(r"[;:.(]\s|\s[–—-]\s|, ", before)[-1].strip()
    words = re.sub(r"\s*\b(?:by|from|to|of|about|over|around|nearly|at|was|were|is|are)$", "", clause)
    told = f"{words} ({after.strip()})" if after.strip() and words else words
    return shortened(told, LONGEST_LABEL) if words else ""


def _who(before: str, by: str) -> tuple[str, str]:
    """Speaker and role, from what stands after the quotation, else from what leads up to it."""
    after = SAID.sub("", by).strip(" ,–—-")
    if after and (after[0].isupper() or SAID.match(by)):
        return facts.speaker_of(after)
    if found := LED_UP.search(before[-160:]):
        return facts.speaker_of(found["who"].rsplit(", ", 1)[-1])
    return "", ""
