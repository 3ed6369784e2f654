"""The Book as EPUB: valid, whole, in order, and saying how accessible it is."""

import itertools
import re

import pytest

from tests.outlets.book import epubs, pdfs
from tests.outlets.book.conftest import Made

pytestmark = pytest.mark.django_db


@pytest.fixture
def epub(anyshire: Made) -> bytes:
    """The fictional Book."""
    return anyshire.files["epub"]


def test_epubcheck_has_nothing_to_say(epub: bytes) -> None:
    assert epubs.messages(epub) == []


def test_its_media_type_comes_first_and_uncompressed(epub: bytes) -> None:
    assert next(iter(epubs.files(epub))) == "mimetype"
    assert epub[30:58] == b"mimetypeapplication/epub+zip"


def test_it_says_what_it_is_and_how_accessible(epub: bytes, anyshire: Made) -> None:
    opf = epubs.package(epub)
    told = {one.tag.removeprefix(epubs.DC): one.text for one in opf.iter() if one.tag.startswith(epubs.DC)}
    assert told["title"] == anyshire.contents.title
    assert told["language"] == "en-GB"
    assert told["publisher"] == "Anyshire Partnership"
    assert told["identifier"] == "https://casebook.example/editions/anyshire-2025-26/"
    facts = {(one.get("property"), one.text) for one in opf.iter(f"{epubs.OPF}meta")}
    assert {
        ("schema:accessMode", "textual"),
        ("schema:accessMode", "visual"),
        ("schema:accessModeSufficient", "textual"),
        ("schema:accessibilityFeature", "alternativeText"),
        ("schema:accessibilityFeature", "tableOfContents"),
        ("schema:accessibilityHazard", "none"),
    } <= facts


def test_its_cover_is_the_books(epub: bytes) -> None:
    (cover,) = [one for one in epubs.package(epub).iter(f"{epubs.OPF}item") if one.get("properties") == "cover-image"]
    assert epubs.files(epub)[f"book/{cover.get('href')}"].startswith(b"\x89PNG")


def test_every_entry_stands_in_it_once_and_in_order(epub: bytes, anyshire: Made) -> None:
    told = pdfs.without_spaces(" ".join(epubs.words(page) for page in epubs.pages(epub).values()))
    places = []
    for chapter in anyshire.contents.chapters:
        address = pdfs.without_spaces(f"https://casebook.example{chapter.card.url}")
        assert told.count(address) == 1
        places.append(told.index(address))
    assert len(places) == 20
    assert places == sorted(places)


def test_every_entry_stands_on_the_page_that_contents_and_indexes_lead_to(epub: bytes, anyshire: Made) -> None:
    pages = epubs.pages(epub)
    titles = {one.card.title for one in anyshire.contents.chapters}
    followed = set()
    for page in pages.values():
        for link in page.iter(f"{epubs.XHTML}a"):
            title, to = "".join(link.itertext()), str(link.get("href"))
            if title in titles and not to.startswith("http"):
                name, _, place = to.partition("#")
                target = pages[name]
                if place:
                    target = next(one for one in target.iter() if one.get("id") == place)
                heading = next(one for one in target.iter() if one.tag in (f"{epubs.XHTML}h1", f"{epubs.XHTML}h3"))
                assert "".join(heading.itertext()) == title
                followed.add(title)
    assert followed == titles


def test_every_index_line_leads_to_its_entries(epub: bytes, anyshire: Made) -> None:
    titles = {one.number: one.card.title for one in anyshire.contents.chapters}
    page = epubs.pages(epub)["index-themes.xhtml"]
    lines = [one for one in page.iter(f"{epubs.XHTML}li") if one.find(f"{epubs.XHTML}ul") is not None]
    told = {str(one.text): ["".join(link.itertext()) for link in one.iter(f"{epubs.XHTML}a")] for one in lines}
    assert told == {line.name: [titles[number] for number in line.numbers] for line in anyshire.contents.themes}


def test_every_picture_has_its_words(epub: bytes, anyshire: Made) -> None:
    book = anyshire.contents.book
    assert book is not None
    told = {one.get("alt") for page in epubs.pages(epub).values() for one in page.iter(f"{epubs.XHTML}img")}
    wanted = {p.alt for one in anyshire.contents.chapters if one.story for p in one.story.pictures}
    assert book.cover is not None
    assert book.portrait is not None
    assert told == wanted | {book.cover.alt, book.portrait.alt}


def test_every_page_has_one_heading_of_the_first_level_and_skips_none(epub: bytes) -> None:
    for name, page in epubs.pages(epub).items():
        found = [re.fullmatch(rf"{re.escape(epubs.XHTML)}h(\d)", one.tag) for one in page.iter()]
        levels = [int(one[1]) for one in found if one]
        assert levels.count(1) == 1, name
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), name


def test_tables_have_headers_of_columns_and_rows(epub: bytes) -> None:
    (table,) = epubs.pages(epub)["entry-6.xhtml"].iter(f"{epubs.XHTML}table")
    assert [one.get("scope") for one in table.iter(f"{epubs.XHTML}th")] == ["col"] * 4 + ["row"] * 4


def test_nothing_is_fetched_from_elsewhere(epub: bytes) -> None:
    for page in epubs.pages(epub).values():
        sources = [one.get("src") or "" for one in page.iter()]
        assert not [one for one in sources if ":" in one]


def test_the_same_contents_make_the_same_bytes(books: dict[str, Made]) -> None:
    assert books["story"].files["epub"] == books["story again"].files["epub"]


def test_web_pages_alone_are_not_called_what_the_team_made(epub: bytes, anyshire: Made) -> None:
    wanted = [one.story.resources_heading for one in anyshire.contents.chapters if one.story and one.story.resources]
    told = ["".join(one.itertext()) for page in epubs.pages(epub).values() for one in page.iter(f"{epubs.XHTML}h2")]
    assert set(wanted) == {"Find out more", "Use what we made"}
    assert [one for one in told if one in set(wanted)] == wanted
