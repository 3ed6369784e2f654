"""Suggested duplicates: names of a kind that look alike, without those that somebody said are different."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from entries.editorial.tidying.base import may_tidy
from entries.models import KnownDifferent, Team
from entries.text import alike as names

MOST = 10


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows that may be the same, by id and name, and in what they are alike."""

    first: int
    second: int
    names: tuple[str, str]
    why: str


def alike(model: Any) -> list[Pair]:
    """All such pairs; teams only within an organisation, whatever is retired left out. Two queries."""
    different = set(KnownDifferent.objects.filter(kind=model.slug_kind).values_list("first", "second"))
    found = []
    for rows in _scopes(model):
        for one, other, why in names.alike([name for _, name in rows]):
            (first, name), (second, other_name) = sorted((rows[one], rows[other]))
            if (first, second) not in different:
                found.append(Pair(first, second, (name, other_name), why))
    return found


def _scopes(model: Any) -> list[list[tuple[int, str]]]:
    rows = model._default_manager.filter(retired=False).order_by("pk")
    if model is not Team:
        return [list(rows.values_list("pk", "name"))]
    scopes: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for organisation, pk, name in rows.values_list("organisation_id", "pk", "name"):
        scopes[organisation].append((pk, name))
    return list(scopes.values())


def say_different(model: Any, first: int, second: int, *, user: Any) -> bool:
    """Remember that two rows are different; false when one of them is not there, or the person may not."""
    one, other = sorted((first, second))
    if one == other or not may_tidy(user) or model._default_manager.filter(pk__in=(one, other)).count() < 2:
        return False
    KnownDifferent.objects.get_or_create(kind=model.slug_kind, first=one, second=other, defaults={"by": user})
    return True
