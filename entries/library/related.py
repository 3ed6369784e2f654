"""Similar entries: the same project first, then those that share most themes."""

from collections import Counter

from entries.library.bitmaps import places
from entries.library.catalogue import Catalogue
from entries.library.shapes import Related
from entries.models import LiveVersion

MOST = 3


def related_to(catalogue: Catalogue, live: LiveVersion) -> list[tuple[int, str]]:
    """Ids of up to three visible entries like this one, each with the reason in words. No query."""
    shared: Counter[int] = Counter()
    themes = dict(live.card["themes"])
    having = {slug: catalogue.facets["theme"][slug].bits for slug in themes if slug in catalogue.facets["theme"]}
    for bits in having.values():
        shared.update(places(bits))
    shared.pop(catalogue.place_of.get(live.pk, -1), None)
    best = sorted(shared, key=lambda place: (-shared[place], place))[:MOST]
    reasons = []
    for place in best:
        names = [themes[slug] for slug, bits in having.items() if bits >> place & 1]
        reasons.append((catalogue.ids[place], f"Also about {' and '.join(_in_a_sentence(name) for name in names[:2])}"))
    return reasons


def shapes(reasons: dict[int, str], cards: dict[int, dict]) -> tuple[Related, ...]:
    """The shapes of those whose stored cards are given."""
    return tuple(
        Related(card["slug"], card["url"], card["title"], reasons[pk]) for pk in reasons if (card := cards.get(pk))
    )


def _in_a_sentence(name: str) -> str:
    """A theme's name inside a sentence: small at the start, unless it is an acronym."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]
