"""What the communications team taught search, ready for use: synonyms as stems, and entries pinned to words."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from entries.models import BestBet, Synonym
from entries.models.searching import phrases
from entries.search import Query, parse
from entries.search.documents import Phrases, phrases_of
from entries.search.query import Stems, stems_of


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Other forms for stems in a row, and the ids of the entries that stand first for a set of stems."""

    synonyms: Mapping[Stems, tuple[Stems, ...]]
    bets: Mapping[frozenset[Stems], tuple[int, ...]]

    @property
    def words(self) -> frozenset[str]:
        """The stems of every word that a synonym has on either side."""
        taught = [stems for one, others in self.synonyms.items() for stems in (one, *others)]
        return frozenset(word for stems in taught for some in stems for word in some.split())

    def pinned(self, query: Query) -> tuple[int, ...]:
        """The entries that stand first for a query."""
        return self.bets.get(_key(query), ())


def known_phrases() -> Phrases:
    """The phrases of synonyms, which are indexed as if they were words. One query."""
    return phrases_of(
        stems for sides in Synonym.objects.values_list("left", "right") for side in sides for stems in _sides(side)
    )


def read_lexicon() -> Lexicon:
    """The lexicon as it stands. Two queries."""
    others: dict[Stems, dict[Stems, None]] = defaultdict(dict)
    for left, right, two_way in Synonym.objects.order_by("pk").values_list("left", "right", "two_way"):
        first, second = _sides(left), _sides(right)
        for one in [*first, *second] if two_way else first:
            found = [other for other in [*(first if two_way else ()), *second] if other != one]
            # Its own words count for more where they stand together: they mean something.
            others[one].update(dict.fromkeys(_indexed(other) for other in [*found, *([one] if len(one) > 1 else [])]))
    bets: dict[frozenset[Stems], dict[int, None]] = defaultdict(dict)
    for words, entry in BestBet.objects.order_by("order", "pk").values_list("words", "entry_id"):
        for phrase in phrases(words):
            bets[_key(parse(phrase))][entry] = None
    return Lexicon({one: tuple(some) for one, some in others.items()}, {key: tuple(some) for key, some in bets.items()})


def _indexed(stems: Stems) -> Stems:
    """A phrase as it stands in the index: one term."""
    return (" ".join(stems),)


def _sides(text: str) -> list[Stems]:
    return [stems for phrase in phrases(text) if (stems := stems_of(phrase))]


def _key(query: Query) -> frozenset[Stems]:
    return frozenset(concept.own.stems for concept in query.concepts if concept.required)
