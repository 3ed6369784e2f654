"""The map as a template draws it, and the table that says the same. Both sum to the entries of the selection."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from entries.library import Facet, OrganisationWay, Results, Way
from entries.library.shapes.base import Shape

SHAPES = Path(__file__).parent / "shapes.json"  # made by scripts/make_map_shapes.py
SHADES = 3
MOST_ORGANISATIONS = 30
LINES = {
    "north-east-and-yorkshire": ("North East", "and Yorkshire"), "northern-ireland": ("Northern", "Ireland"),
    "east-of-england": ("East of", "England"),
}  # fmt: skip
# Too small for their names, which stand at sea: kilometres from the map's upper left, as in the file.
AT_SEA = {"north-west": (255, 768), "london": (688, 1012)}
LINE, ABOVE, BELOW = 25, 8, 28  # of a name's last line above its place, and of the number below it

# From a region's slug (and an organisation's) to the address of its entries.
Address = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Area(Shape):
    """A region as drawn: its outline, its shade from 0, its name in lines and its number with their places.

    `leader` are the ends of the line from a name at sea; None where the name stands inside.
    """

    name: str
    count: int
    url: str
    path: str
    shade: int
    lines: tuple[tuple[str, float, float], ...]
    number: tuple[float, float]
    leader: tuple[float, float, float, float] | None


@dataclass(frozen=True, slots=True)
class Row(Shape):
    """A row of the table, and the organisations behind it; `more` is how many are left out."""

    slug: str
    name: str
    count: int
    url: str
    organisations: tuple[Way, ...]
    more: int


@dataclass(frozen=True, slots=True)
class RegionMap(Shape):
    """The map: its size, its areas, what each shade means, the table and its sum."""

    size: tuple[int, int]
    areas: tuple[Area, ...]
    legend: tuple[tuple[int, str], ...]
    rows: tuple[Row, ...]
    total: int


@cache
def _drawn() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SHAPES.read_text(encoding="utf-8"))
    return found


def region_map(
    results: Results, regions: tuple[Way, ...], organisations: tuple[OrganisationWay, ...], address: Address
) -> RegionMap:
    """The map of a selection. `address(region=..., organisation=...)` leads to entries of it."""
    counts = _counts(results, "region")
    behind = _behind(results, organisations, nowhere=regions[-1].name)
    rows = tuple(_row(way, counts.get(way.slug, 0), behind.get(way.name, []), address) for way in regions)
    drawn = {row.slug: row for row in rows if row.slug in _drawn()["regions"]}
    steps = steps_to(max((row.count for row in drawn.values()), default=0))
    areas = [_area(row, _drawn()["regions"][slug], steps) for slug, row in drawn.items()]
    return RegionMap(
        size=tuple(_drawn()["size"]),
        areas=tuple(sorted(areas, key=lambda area: area.leader is not None)),  # lines above what they cross
        legend=((0, "None yet"), *((shade, _range(steps, shade)) for shade in range(1, len(steps) + 1))),
        rows=rows,
        total=sum(row.count for row in rows),
    )


def steps_to(most: int) -> list[int]:
    """The highest number of each shade, so that the shades cover 1 to `most` in even steps."""
    shades = min(SHADES, most)
    return [-(-most * shade // shades) for shade in range(1, shades + 1)]


def _counts(results: Results, name: str) -> dict[str, int]:
    """The entries of each value of a facet that the selection leaves: where it chooses some, of those alone."""
    facet: Facet = next(one for one in results.facets if one.name == name)
    chosen = {chip.slug for chip in results.chips if chip.facet == name}
    return {one.slug: one.count for one in facet.values if one.count and (not chosen or one.slug in chosen)}


def _behind(
    results: Results, organisations: tuple[OrganisationWay, ...], nowhere: str
) -> dict[str, list[tuple[str, str, int]]]:
    """Slug, name and count of the organisations of each region's name, most entries first."""
    counts = _counts(results, "organisation")
    regions = {chip.name for chip in results.chips if chip.facet == "region"}
    found: dict[str, list[tuple[str, str, int]]] = {}
    for one in sorted(organisations, key=lambda one: -counts.get(one.slug, 0)):
        region = one.region or nowhere
        if one.slug in counts and (not regions or region in regions):
            name = f"{one.name} (Fictional example)" if one.is_fictional else one.name
            found.setdefault(region, []).append((one.slug, name, counts[one.slug]))
    return found


def _row(way: Way, count: int, behind: list[tuple[str, str, int]], address: Address) -> Row:
    shown = tuple(
        Way(slug, name, address(region=way.slug, organisation=slug), number)
        for slug, name, number in behind[:MOST_ORGANISATIONS]
    )
    url = address(region=way.slug) if count else ""
    return Row(way.slug, way.name, count, url, shown, max(0, len(behind) - MOST_ORGANISATIONS))


def _area(row: Row, drawn: dict[str, Any], steps: list[int]) -> Area:
    inside = tuple(drawn["at"])
    x, y = AT_SEA.get(row.slug, inside)
    lines = LINES.get(row.slug, (row.name,))
    last = y - ABOVE
    beside = 60 if inside[0] > x else -45  # the line begins at the side of the name that looks to its region
    return Area(
        name=row.name,
        count=row.count,
        url=row.url,
        path=drawn["path"],
        shade=next((shade for shade, most in enumerate(steps, 1) if row.count <= most), 0) if row.count else 0,
        lines=tuple((text, x, last - LINE * (len(lines) - number)) for number, text in enumerate(lines, 1)),
        number=(x, y + BELOW),
        leader=(x + beside, y - ABOVE, *inside) if row.slug in AT_SEA else None,
    )


def _range(steps: list[int], shade: int) -> str:
    """What a shade stands for: 1 to 6, or 7 or more."""
    low = 1 if shade == 1 else steps[shade - 2] + 1
    if shade == len(steps):
        return f"{low} or more" if steps[-1] > low else f"{low}"
    return f"{low} to {steps[shade - 1]}" if steps[shade - 1] > low else f"{low}"
