"""Pages made for paper: a whole Book, and one part of one."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
import time_machine
from django.test import Client

from entries.models import Edition
from tests import factories

pytestmark = pytest.mark.django_db
Page = Callable[..., str]
BOOK, PART = "/editions/2024-25/print/", "/editions/2024-25/wards/print/"


@pytest.fixture
def book() -> Edition:
    """A Book of two parts, with a story that bears both care groups and a mention."""
    factories.care_group("homes", order=1)
    factories.care_group("wards", order=2)
    made = factories.edition(
        "2024-25", foreword="<p>Read on.</p>", foreword_author="Dr Okonjo", introduction="<p>A year of work.</p>",
        period_start=date(2024, 4, 1), period_end=date(2025, 3, 31),
    )  # fmt: skip
    factories.published(
        "First", slug="first", edition=made, care_groups=["wards"], figures=[("91%", "breaks taken")],
        aims="<p>Aims.</p><h3>More</h3>",
    )  # fmt: skip
    factories.published("Both", slug="both", edition=made, care_groups=["homes", "wards"])
    factories.published("Apprentices", slug="apprentices", edition=made, care_groups=["wards"], outcome="mention")
    return made


def test_a_book_has_every_story_in_full_and_every_mention_once(page: Page, book: Edition) -> None:
    found = page(BOOK)
    for slug, title in (("first", "First"), ("both", "Both")):
        assert found.count(f'id="story-{slug}"') == 1
        assert len(re.findall(rf" {title}</h[1-6]>", found)) == 1
    assert found.count("Night Care Team - Apprentices") == 1
    assert found.count("Aims.") == 1


def test_a_book_has_its_cover_foreword_contents_and_parts_in_order(page: Page, book: Edition) -> None:
    found = page(BOOK)
    texts = ("cb-paper-head", "cb-cover", "</h1>", "A year of work.", "Read on.", "Dr Okonjo", ">In this Book</h2>",
             ">Homes</a>", ">Wards</a>", ">Homes</h2>", " Both</h3>", ">Wards</h2>", " First</h3>",
             ">Told in another part</h3>", ">Honourable mentions</h3>")  # fmt: skip
    places = [found.index(text) for text in texts]
    assert places == sorted(places)


def test_parts_bear_the_colours_of_the_book(page: Page, book: Edition) -> None:
    found = page(BOOK)
    assert 'class="cb-paper__part cb-part--1" id="part-homes"' in found
    assert 'class="cb-paper__part cb-part--2" id="part-wards"' in found


def test_headings_go_down_one_by_one(page: Page, book: Edition) -> None:
    for address in (BOOK, PART):
        levels = [int(level) for level in re.findall(r"<h([1-6])\b", page(address))]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
    assert "<h5>More</h5>" in page(BOOK)


def test_a_part_has_its_stories_and_mentions(page: Page, book: Edition) -> None:
    found = page(PART)
    assert found.count('id="story-first"') == 1
    assert 'id="story-both"' not in found
    assert "Night Care Team - Both" in found
    assert found.count("Night Care Team - Apprentices") == 1


@pytest.mark.parametrize(("address", "normal", "name"), [
    (BOOK, "/editions/2024-25/", "Big Book 2024-25"),
    (PART, "/editions/2024-25/wards/", "Big Book 2024-25, Wards"),
])  # fmt: skip
def test_paper_says_what_it_is_and_whence(client: Client, book: Edition, address: str, normal: str, name: str) -> None:
    with time_machine.travel(datetime(2026, 7, 1, 23, 30, tzinfo=UTC), tick=False):
        found = client.get(address).content.decode()
    head = found.split('class="cb-paper-head">')[1].split("</div>")[0]
    lines = [re.sub("<[^>]*>", "", line).strip() for line in head.split("</p>")]
    assert lines[:4] == [
        "Anyshire Partnership", name, "Work from April 2024 to March 2025",
        f"From http://testserver{normal} on 2 July 2026",
    ]  # fmt: skip


@pytest.mark.parametrize("address", [BOOK, PART])
def test_nothing_of_the_site_is_around_it(page: Page, book: Edition, address: str) -> None:
    found = page(address)
    for chrome in ("<header class", "<footer class", "<nav", "<form", "<search"):
        assert chrome not in found, chrome
    assert '<p class="cb-noprint"><a href="/editions/2024-25/' in found
    assert 'loading="lazy"' not in found


@pytest.mark.parametrize(("address", "normal"), [(BOOK, "/editions/2024-25/"), (PART, "/editions/2024-25/wards/")])
def test_search_engines_keep_to_the_page_it_stands_for(page: Page, book: Edition, address: str, normal: str) -> None:
    found = page(address)
    assert '<meta name="robots" content="noindex">' in found
    assert f'<link rel="canonical" href="http://testserver{normal}">' in found


def test_it_is_kept_for_the_day_and_until_something_changes(client: Client, book: Edition) -> None:
    with time_machine.travel(datetime(2026, 11, 22, 23, 30, tzinfo=UTC), tick=False) as clock:
        first = client.get(BOOK)
        assert client.get(BOOK, headers={"if-none-match": first["ETag"]}).status_code == 304
        clock.shift(3600)
        after = client.get(BOOK, headers={"if-none-match": first["ETag"]})
        assert after.status_code == 200
        assert "on 23 November 2026" in after.content.decode()
        factories.published("Later", slug="later", edition=book, care_groups=["wards"])
        assert 'id="story-later"' in client.get(BOOK).content.decode()


def test_the_pages_lead_to_it(page: Page, book: Edition) -> None:
    assert f'<a href="{BOOK}">Page made for printing</a>' in page("/editions/2024-25/")
    assert f'<a href="{PART}">Page made for printing</a>' in page("/editions/2024-25/wards/")


def test_an_empty_book_says_so(page: Page) -> None:
    factories.edition("2025-26")
    assert "Nothing of this Book is in the library yet." in page("/editions/2025-26/print/")
    assert "Page made for printing" not in page("/editions/2025-26/")


def test_old_addresses_lead_on(client: Client, book: Edition) -> None:
    book.slug = "2024-to-2025"
    book.save()
    for address in (BOOK, PART):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (301, address.replace("2024-25", "2024-to-2025"))


@pytest.mark.parametrize("address", ["/editions/1/print/", "/editions/2024-25/homeless/print/"])
def test_what_is_not_there_is_not_found(page: Page, book: Edition, address: str) -> None:
    assert "<h1" in page(address, 404)


@pytest.mark.parametrize("address", [BOOK, PART])
def test_it_rejects_posting(client: Client, book: Edition, address: str) -> None:
    assert client.post(address).status_code == 405
