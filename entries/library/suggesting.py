"""Completions of what somebody types: themes and care groups, teams, titles, then words, all of it visible now."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from entries.library.addresses import theme_address
from entries.library.catalogue import Catalogue
from entries.library.matching import all_of
from entries.library.names import HYPHENED
from entries.library.placed import cards
from entries.library.shapes import Way
from entries.search import Form, find
from entries.search.completing import completions
from entries.search.terms import STOP, pieces, stem
from entries.text.folding import fold, sort_key

MOST = 10
LONGEST = 200  # as long as a title may be
SHORTEST_BEGINNING = 2
COMPLETED = 12  # words that are tried beside others
RELATED = 5


def suggestions(catalogue: Catalogue, text: str, own: str) -> tuple[str, ...]:
    """At most ten texts in which every word of `text` begins a word. Three queries, more when something is hidden."""
    typed = _typed(text[:LONGEST])
    if not typed:
        return ()
    found: dict[str, str] = {}
    for one in chain.from_iterable(_kinds(catalogue, typed, own)):
        found.setdefault(sort_key(one), one)
        if len(found) == MOST:
            break
    return tuple(found.values())


def offered(catalogue: Catalogue, most: int) -> tuple[str, ...]:
    """The care groups and themes that most entries bear, at most so many, in their own order. No query."""
    values = [value for facet in ("care_group", "theme") for value in catalogue.facets[facet].values()]
    best = {id(one) for one in sorted(values, key=lambda one: -one.bits.bit_count())[:most]}
    return tuple(value.name for value in values if id(value) in best)


def related_themes(catalogue: Catalogue, text: str) -> tuple[Way, ...]:
    """Themes for words that found nothing: those whose names have one of them first, then the most common."""
    terms = _terms(text)
    themes = sorted(
        catalogue.facets["theme"].values(),
        key=lambda theme: (-len(terms & _terms(theme.name)), -theme.bits.bit_count(), sort_key(theme.name)),
    )
    return tuple(
        Way(one.slug, one.name, theme_address(one.slug), one.bits.bit_count(), one.note) for one in themes[:RELATED]
    )


def _terms(text: str) -> set[str]:
    return {term for _, _, piece in pieces(text) for term in piece.terms}


def _typed(text: str) -> list[tuple[str, ...]]:
    """The folded words, and the same with what hyphens part joined: who types `wi-fi` may mean `WiFi`.

    What a hyphen parts stays one word of two parts, which stand beside each other where it is found.
    """
    joined = HYPHENED.sub(lambda piece: sort_key(piece[0]), text)
    return [words for words in dict.fromkeys(_words(one) for one in (text, joined)) if words]


def _words(text: str) -> tuple[str, ...]:
    """Each word once, the last one last."""
    words = [word for word in map(fold, text.split()) if word]
    return tuple(reversed(dict.fromkeys(reversed(words))))


def _kinds(catalogue: Catalogue, typed: Sequence[Sequence[str]], own: str) -> Iterator[Iterable[str]]:
    """The suggestions of each kind in turn; what comes later is asked for only when there is room for it."""
    names = catalogue.names
    for some in (names.tags, names.teams):
        for words in typed:
            yield some.having(words, MOST)
    ranks = sorted({line for words in typed for line in names.titles.having(words, MOST)})[:MOST]
    yield (card.title for card in cards(catalogue, [catalogue.by_title[rank] for rank in ranks], own))
    for words in typed:
        yield _completed(catalogue, words)


def _completed(catalogue: Catalogue, words: Sequence[str]) -> Iterable[str]:
    """The last word completed; beside others, to words that stand with them somewhere, what most have first."""
    *before, last = words
    if len(last) < SHORTEST_BEGINNING or not last.isalpha():
        return ()
    found = completions(last, catalogue.names.unseen)
    if not before:
        return found
    others = [one for word in before for one in word.split() if one not in STOP]
    said: dict[str, str] = {}  # of those that find the same, the commonest
    for word in found:
        if word not in others:
            said.setdefault(stem(word), word)
    return (" ".join([*before, word]) for word in _together(catalogue, others, list(said.values())[:COMPLETED]))


def _together(catalogue: Catalogue, before: Sequence[str], candidates: Sequence[str]) -> list[str]:
    """Those of the words that stand in an entry with all those before, those that stand in most first."""
    if not before or not candidates:
        return list(candidates)
    forms = {word: Form((stem(word),)) for word in [*before, *candidates]}
    found = find(list(forms.values()), catalogue.field)
    having = {word: found[form].bits if form in found else 0 for word, form in forms.items()}
    beside = all_of(having[before[0]], (having[word] for word in before[1:]))
    counts = {word: (beside & having[word]).bit_count() for word in candidates}
    return sorted((word for word in candidates if counts[word]), key=lambda word: (-counts[word], word))
