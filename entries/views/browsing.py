"""What the page "Find a project" shows beside its cards: words, addresses and filters, ready for the template."""

from dataclasses import dataclass, replace
from typing import Any

from entries.filters import sort_asked
from entries.library.selection import FACETS, Selection
from entries.library.shapes import Facet, FacetValue, Results
from entries.library.shapes.base import Shape
from entries.views.found import Found, found_of
from entries.views.links import Link, address, address_in

MOST_VALUES = 12
PLURALS = {
    "care_group": "care groups",
    "theme": "themes",
    "kind": "kinds",
    "outcome": "outcomes",
    "edition": "editions",
    "organisation": "organisations",
    "region": "regions",
}
SORT_NAMES = {"relevance": "Best match", "newest": "Newest", "title": "A to Z"}


@dataclass(frozen=True, slots=True)
class Panel(Shape):
    """A filter as shown: its values, and the way to all of them (or back to fewer) when there are many.

    A row is a value's slug, name, count in words, and whether it is chosen.
    """

    name: str
    heading: str
    rows: tuple[tuple[str, str, str, bool], ...]
    toggle: Link | None


@dataclass(frozen=True, slots=True)
class Listing(Shape):
    """The page around the cards. `hidden` is what the form must carry along."""

    found: Found
    title: str
    url: str
    panels: tuple[Panel, ...]
    open: bool
    chips: tuple[Link, ...]
    clear: str
    sorts: tuple[Link, ...]
    fewer: tuple[Link, ...]
    previous: Link | None
    next: Link | None
    hidden: tuple[tuple[str, str], ...]
    take: tuple[Link, ...]
    on_map: str


def listing(results: Results, selection: Selection, more: tuple[str, ...]) -> Listing:
    """The page for a selection and its results; `more` names the filters to show in full."""
    selection = _as_found(selection, results)
    found = found_of(results, selection, more)
    chips = tuple(Link(one.name, address(selection.without(one.facet, one.slug), more)) for one in results.chips)
    bare = Selection(q=selection.q, sort=selection.sort)
    shown = (panel(facet, selection, more) for facet in results.facets)
    return Listing(
        found=found,
        title=_title(found.title, chips, selection, results),
        url=address(selection, more),
        panels=tuple(one for one in shown if one),
        open=bool(more),
        chips=chips,
        clear=address(bare),
        sorts=_sorts(selection, more) if results.count_any > 1 else (),
        fewer=_fewer(results, selection, more),
        previous=_page(results, selection, more, -1),
        next=_page(results, selection, more, 1),
        on_map=address_in("map", selection, page=1),
        take=taken_along(selection) if results.count_any else (),
        hidden=(*((("sort", sort),) if (sort := sort_asked(selection)) else ()), *(("more", facet) for facet in more)),
    )


def taken_along(selection: Selection) -> tuple[Link, ...]:
    """The same selection, all pages of it, in other forms."""
    names = {"workbook": "Excel", "sheet": "CSV", "feed": "Feed (Atom)"}
    return tuple(Link(text, address_in(name, selection, page=1)) for name, text in names.items())


def _as_found(selection: Selection, results: Results) -> Selection:
    """The selection with the slugs that hold today, so that addresses made from it lose an old one with its chip."""
    if not results.chips:
        return selection
    chosen: dict[str, Any] = {
        facet: tuple(chip.slug for chip in results.chips if chip.facet == facet) for facet in FACETS
    }
    return replace(selection, **chosen)


def panel(facet: Facet, selection: Selection, more: tuple[str, ...]) -> Panel | None:
    """A filter as the page shows it; None when it leaves nothing to choose."""
    values = tuple(value for value in facet.values if value.count or value.selected)
    if len(values) < 2 and not any(value.selected for value in values):
        return None
    shown, toggle = values, None
    if len(values) > MOST_VALUES:
        if facet.name in more:
            text, then = f"Show fewer {PLURALS[facet.name]}", tuple(one for one in more if one != facet.name)
        else:
            text, then = f"Show all {len(values)} {PLURALS[facet.name]}", (*more, facet.name)
            shown = most_common(values)
        toggle = Link(text, address(selection, then))
    rows = tuple((one.slug, one.name, f"{one.count:,}", one.selected) for one in shown)
    return Panel(facet.name, facet.heading, rows, toggle)


def most_common(values: tuple[FacetValue, ...], most: int = MOST_VALUES) -> tuple[FacetValue, ...]:
    """The values with the highest counts, and the chosen ones, in the order they came."""
    best = {value.slug for value in sorted(values, key=lambda value: -value.count)[:most]}
    return tuple(value for value in values if value.selected or value.slug in best)


def _title(headline: str, chips: tuple[Link, ...], selection: Selection, results: Results) -> str:
    """A title of its own for each page of each selection."""
    asked = selection.q or any(selection.chosen(facet) for facet in FACETS)
    parts = [headline if asked else "Find a project", *(chip.text for chip in chips)]
    parts += [SORT_NAMES[sort]] if (sort := sort_asked(selection)) else []
    parts += [f"page {results.page} of {results.pages}"] if results.page > 1 else []
    return ", ".join(parts)


def _fewer(results: Results, selection: Selection, more: tuple[str, ...]) -> tuple[Link, ...]:
    """When nothing is found: each filter whose leaving would help, and the leaving of all."""
    ways = [
        Link(one.name, address(selection.without(one.facet, one.slug), more), count) for one, count in results.fewer
    ]
    if not results.count_any and len(results.chips) > 1 and results.unfiltered:
        ways.append(Link("any filter", address(Selection(q=selection.q, sort=selection.sort)), results.unfiltered))
    return tuple(ways)


def _sorts(selection: Selection, more: tuple[str, ...]) -> tuple[Link, ...]:
    orders = SORT_NAMES if selection.q else [name for name in SORT_NAMES if name != "relevance"]
    return tuple(
        Link(SORT_NAMES[name], address(selection, more, sort=name), current=name == selection.order) for name in orders
    )


def _page(results: Results, selection: Selection, more: tuple[str, ...], step: int) -> Link | None:
    """The page before or after, named by the numbers of its projects: 21 to 40 of 51."""
    page = results.page + step
    if not 1 <= page <= results.pages:
        return None
    first = (page - 1) * results.page_size + 1
    last = min(page * results.page_size, results.count_any)
    return Link(f"{first:,} to {last:,} of {results.count_any:,}", address(selection, more, page=page))
