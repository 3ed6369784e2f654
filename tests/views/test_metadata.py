"""What search engines and shared links are told: titles, descriptions, canonical addresses, Open Graph, JSON-LD."""

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest

from entries import library
from entries.editorial.actions import publish
from entries.models import Picture
from tests import factories

pytestmark = pytest.mark.django_db
Page = Callable[..., str]
PAGES = ["/", "/entries/", "/entries/?q=rooms", "/entries/rooms/", "/entries/mention/", "/editions/",
         "/editions/2024-25/", "/editions/2024-25/wards/"]  # fmt: skip
PRINTED = ["", "/wards", "/print", "/wards/print"]  # the pages of a Book, below its own
NASTY = 'Rooms </script><script>alert("1")</script> & <!-- more'


@pytest.fixture(autouse=True)
def content() -> None:
    """A Book with a story and a mention."""
    book = factories.edition("2024-25")
    fields: dict[str, Any] = {"edition": book, "care_groups": ["wards"]}
    factories.published("Rooms", slug="rooms", headline_result="91% of breaks.", themes=["rest"], **fields)
    factories.published("Mention", slug="mention", outcome="mention", **fields)


def meta(found: str, name: str) -> str:
    """The content of a `meta` element by its name or property."""
    return unescape(re.search(rf'<meta (?:name|property)="{name}" content="([^"]*)"', found)[1])  # type: ignore[index]


def data(found: str) -> list[dict[str, Any]]:
    """The page's JSON-LD."""
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', found)[1])  # type: ignore[index]


def test_no_two_pages_have_one_title_or_description(page: Page) -> None:
    pages = [page(address) for address in PAGES]
    titles = [re.search("<title>(.+?)</title>", found)[1] for found in pages]  # type: ignore[index]
    assert len(set(titles)) == len(PAGES)
    assert len({meta(found, "description") for found in pages}) == len(PAGES)


@pytest.mark.parametrize("address", PAGES)
def test_a_shared_link_shows_title_and_description(page: Page, address: str) -> None:
    found = page(address)
    canonical = unescape(found.split('rel="canonical" href="')[1].split('"')[0])
    assert canonical == f"http://testserver{address}"
    assert meta(found, "og:url") == canonical
    assert f"<title>{meta(found, 'og:title')} - Casebook</title>" in unescape(found)
    assert meta(found, "og:description") == meta(found, "description")
    assert meta(found, "og:site_name") == "Casebook"
    assert meta(found, "og:type") == ("article" if address.count("/") == 3 and "entries/" in address else "website")


@pytest.mark.parametrize(
    ("summary", "told"),
    [
        ("Staff rest. " * 20, "Staff rest. " * 13 + "…"),
        ("Staff rested, " * 20, "Staff rested, " * 11 + "Staff…"),
        ("x" * 200, "x" * 159 + "…"),
        ("x" * 160, "x" * 160),
    ],
)
def test_a_long_description_ends_with_a_whole_word(page: Page, summary: str, told: str) -> None:
    factories.published("Long " * 30, slug="long", summary=summary.strip())
    found = page("/entries/long/")
    assert meta(found, "description") == meta(found, "og:description") == told.replace(". …", "…")
    assert data(found)[0]["headline"] == "Long " * 21 + "Long…"


def test_what_is_made_up_says_so_wherever_it_is_shown(page: Page) -> None:
    made_up = factories.organisation("made-up", is_fictional=True)
    book = factories.edition("2023-24", organisation=made_up)
    fields: dict[str, Any] = {"edition": book, "care_groups": ["wards"]}
    factories.published("Beds", slug="beds", summary="More sleep.", **fields)
    factories.published("Named", slug="named", outcome="mention", **fields)
    for address in ("entries/beds", "entries/named", *(f"editions/2023-24{rest}" for rest in PRINTED)):
        found = page(f"/{address}/")
        assert meta(found, "description").startswith("Fictional example: "), address
        if "og:description" in found:
            assert meta(found, "og:description") == meta(found, "description")
    beds, named = page("/entries/beds/"), page("/entries/named/")
    assert meta(beds, "description") == data(beds)[0]["description"] == "Fictional example: More sleep."
    assert data(named)[0]["description"] == "Fictional example"
    assert "mailto:?subject=Fictional%20example%3A%20Beds&amp;" in beds
    for address in ("entries/rooms", "entries/mention", *(f"editions/2024-25{rest}" for rest in PRINTED)):
        assert "Fictional" not in page(f"/{address}/")


def test_only_an_entry_with_a_picture_has_one_to_share(page: Page) -> None:
    assert "og:image" not in page("/entries/rooms/")
    with library.writing():
        made = factories.entry("Drawn", slug="drawn")
        Picture.objects.create(entry=made, file="pictures/room.png", alt="A room", width=2, height=1)
    publish(made, at=factories.PAST)
    found = page("/entries/drawn/")
    assert meta(found, "og:image") == "http://testserver/media/pictures/room.png"
    assert meta(found, "og:image:alt") == "A room"


def test_an_entry_is_an_article_by_its_team(page: Page) -> None:
    article, _ = data(page("/entries/rooms/"))
    assert article["@type"] == "Article"
    assert article["headline"] == "Rooms"
    assert article["description"] == "91% of breaks."
    assert article["author"] == [{"@type": "Organization", "name": "Night Care Team"}]
    assert article["publisher"]["name"] == "Casebook"
    assert article["datePublished"] == "2025-06-01"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", article["dateModified"])
    assert article["keywords"] == ["Rest"]


def test_a_page_tells_its_place(page: Page) -> None:
    (crumbs,) = data(page("/editions/2024-25/wards/"))
    names = [(item["position"], item["name"], item["item"]) for item in crumbs["itemListElement"]]
    assert names == [
        (1, "Home", "http://testserver/"),
        (2, "Big Book 2024-25", "http://testserver/editions/2024-25/"),
        (3, "Wards, Big Book 2024-25, Anyshire Partnership", "http://testserver/editions/2024-25/wards/"),
    ]


def test_home_stands_below_nothing(page: Page) -> None:
    assert "ld+json" not in page("/")


def test_no_text_ends_the_data_or_its_element(page: Page) -> None:
    factories.published(NASTY, slug="nasty", teams=[factories.team("t", name="A & B's </script>")])
    found = page("/entries/nasty/")
    article, crumbs = data(found)
    assert article["headline"] == NASTY
    assert article["author"][0]["name"] == "A & B's </script>"
    assert crumbs["itemListElement"][-1]["name"].startswith(NASTY)
    assert found.count("<script") == found.count("</script>")
    assert "<script>alert" not in found


def test_what_is_not_there_is_not_to_be_found(page: Page) -> None:
    found = page("/nowhere/", 404)
    assert meta(found, "robots") == "noindex"
    assert "canonical" not in found
