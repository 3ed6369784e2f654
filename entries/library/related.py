"""Similar entries: the same project first, then those that share most themes and tell of them in like words."""

from collections.abc import Iterable, Iterator

from entries import search
from entries.library.catalogue import Catalogue, Value
from entries.library.shapes import Related
from entries.models import LiveVersion
from entries.search.bitmaps import places

MOST = 3
SAME_PROJECT = "Tells of the same project"


def alike(catalogue: Catalogue, here: int, codes: str) -> dict[int, str]:
    """Places of up to three visible entries like the one at `here`, each with the reason in words. One query.

    Those that share most themes come first; among equals, those whose words are most like its own (`codes`).
    """
    themes = [value for value in catalogue.facets["theme"].values() if value.bits >> here & 1]
    tiers: list[list[int]] = []
    for tier in _tiers([theme.bits for theme in themes], catalogue.everything & ~(1 << here)):
        tiers.append(tier)
        if sum(map(len, tiers)) >= MOST:
            break
    near = search.alike(codes, [place for tier in tiers for place in tier], catalogue.field) if tiers else {}
    found = [place for tier in tiers for place in sorted(tier, key=lambda place: (-near[place], place))]
    return {place: _reason(catalogue, here, place, themes) for place in found[:MOST]}


def _tiers(sets: Iterable[int], others: int) -> Iterator[list[int]]:
    """The places that are in most of the sets, then those in one fewer; those in none are left out."""
    at_least: list[int] = []  # at_least[k]: in more than k of the sets
    for bits in sets:
        bits &= others
        at_least.append(0)
        for k in range(len(at_least) - 1, 0, -1):
            at_least[k] |= at_least[k - 1] & bits
        at_least[0] |= bits
    above = 0
    for found in reversed(at_least):
        if tier := list(places(found & ~above)):
            yield tier
        above = found


def _reason(catalogue: Catalogue, here: int, place: int, themes: Iterable[Value]) -> str:
    """What two entries have in common: Also about rostering, in Community services."""
    both = 1 << here | 1 << place
    names = [_in_a_sentence(theme.name) for theme in themes if theme.bits >> place & 1]
    group = next((value.name for value in catalogue.facets["care_group"].values() if value.bits & both == both), "")
    return f"Also about {' and '.join(names[:2])}" + (f", in {group}" if group else "")


def shapes(reasons: dict[int, str], lives: dict[int, LiveVersion], same_project: Iterable[int]) -> tuple[Related, ...]:
    """The shapes of similar entries by id: the same project first, then by theme; three, unless a project has more."""
    why = dict.fromkeys(same_project, SAME_PROJECT)
    most = max(MOST, len(why))
    why |= {pk: reason for pk, reason in reasons.items() if pk not in why}
    cards = [(lives[pk].card, reason) for pk, reason in list(why.items())[:most]]
    return tuple(Related(card["slug"], card["url"], card["title"], reason, card["fictional"]) for card, reason in cards)


def _in_a_sentence(name: str) -> str:
    """A theme's name inside a sentence: small at the start, unless it is an acronym."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]
