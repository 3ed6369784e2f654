"""What the communications team taught search, ready for use: synonyms as stems, and entries pinned to words."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from entries.models import BestBet, Synonym
from entries.models.searching import phrases
from entries.search import Query, parse
from entries.search.query import Stems, stems_of


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Other forms for stems in a row, and the ids of the entries that stand first for a set of stems."""

    synonyms: Mapping[Stems, tuple[Stems, ...]]
    bets: Mapping[frozenset[Stems], tuple[int, ...]]

    def pinned(self, query: Query) -> tuple[int, ...]:
        """The entries that stand first for a query."""
        return self.bets.get(_key(query), ())


def read_lexicon() -> Lexicon:
    """The lexicon as it stands. Two queries."""
    others: dict[Stems, dict[Stems, None]] = defaultdict(dict)
    for left, right, two_way in Synonym.objects.order_by("pk").values_list("left", "right", "two_way"):
        first, second = _sides(left), _sides(right)
        for one in [*first, *second] if two_way else first:
            others[one].update(dict.fromkeys(other for other in [*(first if two_way else ()), *second] if other != one))
    bets: dict[frozenset[Stems], dict[int, None]] = defaultdict(dict)
    for words, entry in BestBet.objects.order_by("order", "pk").values_list("words", "entry_id"):
        for phrase in phrases(words):
            bets[_key(parse(phrase))][entry] = None
    return Lexicon({one: tuple(some) for one, some in others.items()}, {key: tuple(some) for key, some in bets.items()})


def _sides(text: str) -> list[Stems]:
    return [stems for phrase in phrases(text) if (stems := stems_of(phrase))]


def _key(query: Query) -> frozenset[Stems]:
    return frozenset(concept.own.stems for concept in query.concepts if concept.required)
