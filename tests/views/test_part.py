"""One part of a Book."""

from collections.abc import Callable

import pytest
from django.test import Client

from entries.models import Edition
from tests import factories

pytestmark = pytest.mark.django_db
Page = Callable[..., str]


@pytest.fixture
def book() -> Edition:
    """A Book with two stories and a mention in one part, and a story of another part that bears both care groups."""
    factories.care_group("homes", order=1)
    factories.care_group("wards", order=2)
    made = factories.edition("2024-25", mentions_note="Many were sent in.", holdings_note="One part only.")
    factories.published("Second", slug="second", edition=made, care_groups=["wards"], position=2)
    factories.published(
        "First", slug="first", edition=made, care_groups=["wards"], position=1, summary="In short.",
        aims="<p>Aims.</p><h3>More</h3>", results="<p>Came.</p>", figures=[("91%", "breaks taken")],
    )  # fmt: skip
    factories.published("Both", slug="both", edition=made, care_groups=["homes", "wards"])
    factories.published("Apprentices", slug="apprentices", edition=made, care_groups=["wards"], outcome="mention")
    return made


def test_every_story_stands_in_full_and_in_order(page: Page, book: Edition) -> None:
    found = page("/editions/2024-25/wards/")
    texts = ("First</h2>", "In short.", "Who to ask:", "91%</dd>", "Aims.", "Came.", "Second</h2>", ">Told in another")
    found = found[found.index("cb-partgrid__main") :]
    places = [found.index(text) for text in (*texts, ">Honourable mentions</h2>")]
    assert places == sorted(places)
    assert "<h4>More</h4>" in found


def test_mentions_come_last_with_their_note(page: Page, book: Edition) -> None:
    found = page("/editions/2024-25/wards/")
    last = found[found.index('id="mentions-t"') :]
    assert "Many were sent in." in last
    assert '<a href="/entries/apprentices/">Night Care Team - Apprentices</a>' in last


def test_a_story_of_another_part_is_a_linked_line(page: Page, book: Edition) -> None:
    found = page("/editions/2024-25/wards/")
    assert '<a href="/entries/both/">Night Care Team - Both</a>' in found
    assert 'id="story-both"' not in found
    assert 'id="story-both"' in page("/editions/2024-25/homes/")


def test_contents_lead_to_the_stories(page: Page, book: Edition) -> None:
    found = page("/editions/2024-25/wards/")
    assert '<a href="#story-first">First</a><span>Night Care Team</span>' in found
    assert 'id="story-first"' in found
    assert '<a href="#mentions">Honourable mentions</a><span>1 project</span>' in found


def test_it_says_how_much_it_is_and_what_is_held(page: Page, book: Edition) -> None:
    found = page("/editions/2024-25/wards/")
    assert "2 stories and 1 honourable mention from" in found
    assert "One part only." in found


def test_ids_are_given_once(page: Page, book: Edition) -> None:
    found = page("/editions/2024-25/wards/")
    ids = [part.split('"')[0] for part in found.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_old_addresses_of_book_and_care_group_lead_on(client: Client, book: Edition) -> None:
    group = factories.care_group("wards")
    group.slug = "all-wards"
    group.save()
    book.slug = "2024-to-2025"
    book.save()
    answer = client.get("/editions/2024-25/wards/", follow=True)
    assert answer.redirect_chain[-1][0] == "/editions/2024-to-2025/all-wards/"
    assert {status for _, status in answer.redirect_chain} == {301}
    assert answer.status_code == 200


@pytest.mark.parametrize("address", ["/editions/2024-25/homeless/", "/editions/1/wards/"])
def test_no_such_part_is_not_found(page: Page, book: Edition, address: str) -> None:
    assert "Page not found" in page(address, 404)


def test_it_rejects_posting(client: Client, book: Edition) -> None:
    assert client.post("/editions/2024-25/wards/").status_code == 405
