"""The map: a drawing, and a table that says the same and sums to the entries."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from entries.models import REGION_NAMES, Region
from entries.outlets.map.drawing import SHAPES, steps_to
from tests import factories

pytestmark = pytest.mark.django_db
Page = Callable[..., str]
ROW = re.compile(r'scope="row">(?:<a href="([^"]+)">)?([^<]+)(?:</a>)?</th><td[^>]*>([\d,]+)</td>')
COMPARE = Path(__file__).parents[2] / "scripts" / "compare_map_shapes.py"


def team(slug: str, region: str) -> object:
    """A team of an organisation in a region."""
    return factories.team(slug, organisation=factories.organisation(f"{slug}-trust", region=region))


@pytest.fixture
def library() -> None:
    """Two entries in London, one in Wales, one of no region."""
    for title, slug, region in (
        ("Rooms", "a", "london"),
        ("Cards", "a", "london"),
        ("Walks", "b", "wales"),
        ("Talks", "c", ""),
    ):
        factories.published(title, teams=[team(slug, region)], themes=["rest"] if title != "Cards" else ["safety"])


def rows(page: str) -> dict[str, int]:
    """The table: counts by name."""
    return {name: int(count.replace(",", "")) for _, name, count in ROW.findall(page)}


def test_the_table_has_every_region_and_sums_to_the_entries(page: Page, library: None) -> None:
    found = rows(page("/map/"))
    assert found.pop("All") == sum(found.values()) == 4
    assert list(found) == list(REGION_NAMES.values())
    assert {name: count for name, count in found.items() if count} == {
        "London": 2, "Wales": 1, "National or no region": 1,
    }  # fmt: skip


def test_the_drawing_says_the_same_as_the_table(page: Page, library: None) -> None:
    found = page("/map/")
    drawing, counts = found[found.index("<svg xmlns", found.index("cb-map")) :], rows(found)
    assert drawing.count("<path class=") == len(Region) == 10
    for name in (str(region.label) for region in Region):
        count = counts[name]
        said = f"{name}: {count} project{'s' * (count != 1)}" if count else f"{name}: no projects yet"
        assert f'aria-label="{said}"' in drawing
    assert drawing.count("<a href") >= 2


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?theme=rest", {"London": 1, "Wales": 1, "National or no region": 1}),
        ("?q=walks", {"Wales": 1}),
        ("?region=wales", {"Wales": 1}),
        ("?organisation=a-trust", {"London": 2}),
        ("?theme=atlantis", {}),
    ],
)
def test_filters_and_words_hold(page: Page, library: None, query: str, expected: dict[str, int]) -> None:
    found = rows(page(f"/map/{query}"))
    assert found.pop("All") == sum(expected.values())
    assert {name: count for name, count in found.items() if count} == expected


def test_a_region_leads_to_its_entries_with_the_filters(page: Page, library: None) -> None:
    found = page("/map/?theme=rest")
    (link,) = {url.replace("&amp;", "&") for url, name, _ in ROW.findall(found) if name == "London"}
    assert link == "/entries/?theme=rest&region=london"
    assert "1 project<" in page(link)
    assert 'href="/map/?theme=rest"' in page("/entries/?theme=rest")


def test_organisations_stand_under_their_region(page: Page, library: None) -> None:
    found = page("/map/")
    found = found[found.index("Organisations behind them") :]
    order = ("London</h3>", "A Trust", "Wales</h3>", "B Trust", "National or no region</h3>", "C Trust")
    places = [found.index(words) for words in order]
    assert places == sorted(places)


def test_the_map_is_in_the_navigation_when_there_are_several_regions(page: Page) -> None:
    factories.published("Rooms", teams=[team("a", "london")])
    factories.published("Talks", teams=[team("c", "")])
    for address in ("/", "/entries/", "/sitemap.xml"):
        assert "/map/" not in page(address)
    alone = page("/map/")
    assert "come from one" in alone
    assert 'href="/entries/"' in alone
    assert "<table" not in alone
    factories.published("Walks", teams=[team("b", "wales")])
    for address in ("/", "/entries/", "/sitemap.xml", "/map/"):
        assert "/map/" in page(address)


def test_the_page_names_the_source_of_its_outlines(page: Page, library: None) -> None:
    assert "Natural Earth" in page("/map/")


@pytest.mark.parametrize(("most", "steps"), [(0, []), (1, [1]), (2, [1, 2]), (3, [1, 2, 3]), (47, [16, 32, 47])])
def test_shades_cover_every_number(most: int, steps: list[int]) -> None:
    assert steps_to(most) == steps


def test_the_shapes_are_all_regions_and_small() -> None:
    assert set(json.loads(SHAPES.read_text())["regions"]) == set(Region.values)
    assert SHAPES.stat().st_size < 80_000


def compare(folder: Path, outline: list[list[float]]) -> subprocess.CompletedProcess[str]:
    """The comparison with a made-up outline of London."""
    feature = {"properties": {"name": "London"}, "geometry": {"type": "Polygon", "coordinates": [outline]}}
    (folder / "regions.geojson").write_text(json.dumps({"features": [feature]}))
    command = [sys.executable, str(COMPARE)]
    return subprocess.run(
        command, env={"CASEBOOK_OUTLINES": str(folder)}, capture_output=True, text=True, timeout=60, check=False
    )


def test_the_comparison_tells_near_from_far(tmp_path: Path) -> None:
    square = [[-0.39, 51.325], [0.165, 51.325], [0.165, 51.69], [-0.39, 51.69], [-0.39, 51.325]]
    near = compare(tmp_path, square)
    assert (near.returncode, "All are near enough." in near.stdout) == (0, True), near.stdout + near.stderr
    far = compare(tmp_path, [[x + 1, y] for x, y in square])
    assert (far.returncode, "Too far off: London" in far.stdout) == (1, True)
