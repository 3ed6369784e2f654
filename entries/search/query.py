"""The reader's words, parsed: what must be there, in which forms it may be, and what must not be there."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from entries.search.terms import LETTER, LONGEST, STOP, Piece, Word, is_shouted, phrase_words, pieces, stem

MOST_WORDS = 32
QUOTES = '"“”„«»'
PART = re.compile(
    rf"(?P<minus>(?<!\S)-(?=[^\W_{QUOTES}]|[{QUOTES}]))?(?:[{QUOTES}](?P<quoted>[^{QUOTES}]*)[{QUOTES}]|(?:{LETTER})?[^\s{QUOTES}]+)"
)
# What may be an acronym, and with an s its plural: the stem of `staff` is no other, but `gps` and `hcas` keep theirs.
LIKE_AN_ACRONYM = re.compile(r"[^\W\d_aeiouy]{1,3}[^\W\d_aeiouys]|[^\W\d_aeiouy]{2,3}[aeiou]")
# What these are in a query's capitals; of others that say nothing capitals only say it louder.
WORDS_AS_ACRONYMS = frozenset(("all", "am", "it", "me", "us", "who"))
# What stands at the one end of a compound: `well being`, `off duty`, `hand over`.
PARTICLES = frozenset(("being", "down", "off", "on", "out", "over", "up"))
APART = re.compile(r"(?<![^\W_])([^\W\d_]{1,3}) & ([^\W\d_])(?![^\W_])")  # A & E
Stems = tuple[str, ...]
Synonyms = Mapping[Stems, Sequence[Stems]]


@dataclass(frozen=True, slots=True)
class Form:
    """A word or a phrase, as stems in order. `exact` is a quoted phrase, folded: its very words must be there."""

    stems: Stems
    exact: str = ""

    @property
    def is_phrase(self) -> bool:
        """Whether the order of words must be looked at."""
        return len(self.stems) > 1 or bool(self.exact)


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing asked for: the reader's own form, and others that will do. `surface` is a plain word, folded.

    Words that say nothing are not `required`, but count when they are an acronym in a document (`it support`).
    """

    own: Form
    others: tuple[Form, ...] = ()
    required: bool = True
    surface: str = ""

    @property
    def forms(self) -> tuple[Form, ...]:
        """All forms, the reader's own first."""
        return (self.own, *self.others)


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query. `typed` are the reader's words, for saying what was looked for."""

    concepts: tuple[Concept, ...] = ()
    excluded: tuple[Concept, ...] = ()
    typed: tuple[str, ...] = ()

    @property
    def forms(self) -> list[Form]:
        """Every form that is looked up."""
        return [form for concept in self.concepts + self.excluded for form in concept.forms]


def parse(text: str, synonyms: Synonyms | None = None) -> Query:
    """Read a query. Anything can be read; at most 32 words count.

    `AND` and `OR` between words say nothing here, since who has all of them comes first; `NOT` is a minus.
    """
    wanted: list[Concept] = []
    excluded: list[Concept] = []
    typed: list[str] = []
    refused = False
    for part in PART.finditer(APART.sub(r"\1&\2", text.lower() if is_shouted(text) else text)):
        if part[0] in ("AND", "OR", "NOT"):
            refused = part[0] == "NOT"
            continue
        quoted = part["quoted"]
        concepts = _plain(part[0]) if quoted is None else _exact(quoted)
        if part["minus"] or refused:
            excluded += concepts
        elif concepts:
            wanted += concepts
            typed += [part[0]] if quoted is not None else [part[0][start:end] for start, end, _ in pieces(part[0])]
        refused = False
    if not wanted and not excluded and text != text.lower():
        return parse(text.lower(), synonyms)  # `OR` alone is a word
    return Query(
        concepts=_extended(_required(wanted[:MOST_WORDS]), synonyms or {}),
        excluded=_required(excluded[:MOST_WORDS]),
        typed=tuple(typed[:MOST_WORDS]),
    )


def stems_of(text: str) -> Stems:
    """The stems of a word or phrase as a query has them, for synonyms."""
    return tuple(stem for concept in _plain(text) for stem in concept.own.stems)


def _plain(text: str) -> list[Concept]:
    return [concept for _, _, piece in pieces(text) for concept in _concepts(piece)]


def _concepts(piece: Piece) -> Iterator[Concept]:
    """A word each, but one concept for what hyphens join: the joined word, or its parts beside each other."""
    if piece.joined:
        parts = tuple(word.term for word in phrase_words(piece.words))
        yield Concept(Form((piece.joined,)), (Form(parts),) if len(parts) > 1 else ())
    else:
        for word in piece.words:
            required = word.indexed and (word.surface not in STOP or word.surface in WORDS_AS_ACRONYMS)
            yield Concept(Form((word.term,)), _in_the_other_number(word), required, word.surface)


def _in_the_other_number(word: Word) -> tuple[Form, ...]:
    if not word.indexed:
        return ()
    if LIKE_AN_ACRONYM.fullmatch(word.surface):
        return (Form((stem(f"{word.surface}s"),)),)
    one = word.surface.removesuffix("s")
    return (Form((stem(one),)),) if one != word.surface and LIKE_AN_ACRONYM.fullmatch(one) else ()


def _exact(text: str) -> list[Concept]:
    words = [word for _, _, piece in pieces(text) for word in phrase_words(piece.words)]
    exact = " ".join(word.surface for word in words)
    return [Concept(Form(tuple(word.term for word in words), exact))] if words else []


def _required(concepts: Sequence[Concept]) -> tuple[Concept, ...]:
    """Each concept once; when all of them are words that say nothing, all are required."""
    concepts = list(dict.fromkeys(concepts))
    if not any(concept.required for concept in concepts):
        concepts = [replace(concept, required=True) for concept in concepts]
    return tuple(concepts)


def _extended(concepts: Sequence[Concept], synonyms: Synonyms) -> tuple[Concept, ...]:
    """With synonyms, and with the joined form of two words beside each other (`tele health`).

    A synonym of several words is another form of each of them: who has it has all of them.
    """
    longest = max(map(len, synonyms), default=0)
    others = [list(concept.others) for concept in concepts]
    for start, first in enumerate(concepts):
        stems: Stems = ()
        for end, last in enumerate(concepts[start : start + max(2, longest)], start):
            if last.own.exact:
                break
            stems += last.own.stems
            known = [Form(stems)] if end > start else list(first.forms)
            joined = _joined(first, last) if end == start + 1 else []
            found = [Form(other) for form in known + joined for other in synonyms.get(form.stems, ())] + joined
            for place in range(start, end + 1):
                others[place] += found if concepts[place].required else []
    return tuple(
        replace(concept, others=tuple(dict.fromkeys(form for form in more if form != concept.own)))
        for concept, more in zip(concepts, others, strict=True)
    )


def _joined(first: Concept, second: Concept) -> list[Form]:
    both = first.surface and second.surface
    whole = all(one.required or one.surface in PARTICLES for one in (first, second))
    return [Form((stem((first.surface + second.surface)[:LONGEST]),))] if both and whole else []
