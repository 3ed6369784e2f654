"""Cards at places of the catalogue, without marks of any search."""

from collections.abc import Iterable

from entries.library.cards import card_of
from entries.library.catalogue import Catalogue
from entries.library.shapes import Card
from entries.models import LiveVersion


def cards(catalogue: Catalogue, shown: Iterable[int], own: str) -> tuple[Card, ...]:
    """The cards at these places, in their order. One query for those that are not kept, none when all are."""
    wanted = list(shown)
    found = {place: card for place in wanted if (card := catalogue.cards.get(place))}
    if missing := {catalogue.ids[place]: place for place in wanted if place not in found}:
        rows = LiveVersion.objects.filter(pk__in=missing).values_list("pk", "card", "changed_at")
        for pk, stored, changed_at in rows:
            found[missing[pk]] = catalogue.cards.put(missing[pk], card_of(pk, stored, changed_at, own))
    return tuple(found[place] for place in wanted)
