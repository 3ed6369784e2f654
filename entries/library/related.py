"""Similar entries: the same project first, then those that share most themes."""

from collections.abc import Iterable, Iterator
from itertools import islice

from entries.library.bitmaps import places
from entries.library.catalogue import Catalogue
from entries.library.shapes import Related
from entries.models import LiveVersion

MOST = 3
SAME_PROJECT = "Tells of the same project"


def alike(catalogue: Catalogue, here: int) -> dict[int, str]:
    """Places of up to three visible entries like the one at `here`, each with the reason in words. No query."""
    themes = [value for value in catalogue.facets["theme"].values() if value.bits >> here & 1]
    others = catalogue.everything & ~(1 << here)
    reasons = {}
    for place in islice(_most_shared([theme.bits for theme in themes], others), MOST):
        names = [_in_a_sentence(theme.name) for theme in themes if theme.bits >> place & 1]
        reasons[place] = f"Also about {' and '.join(names[:2])}"
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
