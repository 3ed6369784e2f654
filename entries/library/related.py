"""Similar entries: the same project first, then those that share most themes."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from entries.library.bitmaps import places
from entries.library.catalogue import Catalogue
from entries.library.shapes import Related
from entries.models import LiveVersion

MOST = 3
SAME_PROJECT = "Tells of the same project"


def related_to(catalogue: Catalogue, live: LiveVersion) -> list[tuple[int, str]]:
    """Ids of up to three visible entries like this one, each with the reason in words. No query."""
    themes = dict(live.card["themes"])
    values = catalogue.facets["theme"]
    having = {slug: values[slug].bits for slug in themes if slug in values}
    here = catalogue.place_of.get(live.pk)
    others = catalogue.everything & ~(1 << here if here is not None else 0)
    reasons = []
    for place in islice(_most_shared(having.values(), others), MOST):
        names = [_in_a_sentence(themes[slug]) for slug, bits in having.items() if bits >> place & 1]
        reasons.append((catalogue.ids[place], f"Also about {' and '.join(names[:2])}"))
    return reasons


def _most_shared(sets: Iterable[int], others: int) -> Iterator[int]:
    """The places that are in most of the sets, newest first among equals; those in none are left out."""
    at_least: list[int] = []  # at_least[k]: in more than k of the sets
    for bits in sets:
        bits &= others
        at_least.append(0)
        for k in range(len(at_least) - 1, 0, -1):
            at_least[k] |= at_least[k - 1] & bits
        at_least[0] |= bits
    above = 0
    for found in reversed(at_least):
        yield from places(found & ~above)
        above = found


def shapes(
    reasons: dict[int, str], cards: dict[int, dict[str, Any]], same_project: Sequence[str] = ()
) -> tuple[Related, ...]:
    """The shapes of those whose stored cards are given: the same project first, then by theme, three at most."""
    same = [pk for key in same_project for pk, card in cards.items() if card["key"] == key]
    why = {**dict.fromkeys(same, SAME_PROJECT), **{pk: reason for pk, reason in reasons.items() if pk not in same}}
    found = [
        Related(card["slug"], card["url"], card["title"], why[pk], card["fictional"])
        for pk in why
        if (card := cards.get(pk))
    ]
    return tuple(found[: max(MOST, len(same))])


def _in_a_sentence(name: str) -> str:
    """A theme's name inside a sentence: small at the start, unless it is an acronym."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]
