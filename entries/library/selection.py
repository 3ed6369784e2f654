"""What a reader asks for, and what that gives: filters, counts, order and one page of cards."""

from dataclasses import dataclass, replace
from typing import Any

FACETS = {
    "care_group": "Care group",
    "theme": "Theme",
    "kind": "Kind",
    "outcome": "In the Big Book",
    "edition": "Big Book edition",
    "organisation": "Organisation",
    "region": "Region",
}
SORTS = ("relevance", "newest", "title")


@dataclass(frozen=True, slots=True)
class Selection:
    """Search words, the slugs chosen in each facet, an order and a page. OR inside a facet, AND across."""

    q: str = ""
    care_group: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    edition: tuple[str, ...] = ()
    organisation: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    sort: str = ""  # "" is the default: relevance with words, else newest
    page: int = 1
    page_size: int = 20

    def chosen(self, facet: str) -> tuple[str, ...]:
        """The slugs chosen in a facet."""
        slugs: tuple[str, ...] = getattr(self, facet)
        return slugs

    def without(self, facet: str, slug: str) -> "Selection":
        """The same without one choice, from its first page."""
        left = tuple(one for one in self.chosen(facet) if one != slug)
        changes: dict[str, Any] = {facet: left}
        return replace(self, page=1, **changes)

    @property
    def order(self) -> str:
        """The order that holds: relevance needs words."""
        if self.sort in SORTS and (self.q.strip() or self.sort != "relevance"):
            return self.sort
        return "relevance" if self.q.strip() else "newest"
