"""The list of Books, and one Book."""

from collections.abc import Callable

import pytest
from django.test import Client

from entries import library
from entries.models import EditionState
from tests import factories

pytestmark = pytest.mark.django_db
Page = Callable[..., str]


def test_the_list_has_every_book_that_is_out(page: Page) -> None:
    factories.edition("2023-24")
    factories.edition("2024-25", state=EditionState.JUDGING)
    with library.writing():
        pass
    found = page("/editions/")
    assert '<a href="/editions/2023-24/">Big Book 2023-24</a>' in found
    assert "2024-25" not in found


def test_an_empty_library_has_no_book(page: Page) -> None:
    assert "No Book has been published here yet." in page("/editions/")


def test_a_book_has_cover_tally_and_parts(page: Page) -> None:
    book = factories.edition("2024-25", title="Big Book of Best Practice 2024-25", received=1_204)
    factories.published(edition=book, care_groups=["wards"])
    factories.published(edition=book, care_groups=["wards"], outcome="mention")
    found = page("/editions/2024-25/")
    assert '<p class="cb-cover__title">Big Book of Best Practice</p>' in found
    assert "<b>1,204</b>projects received" in found
    assert "<b>1</b>full story</li>" in found
    assert '<a href="/editions/2024-25/wards/">Wards</a>' in found
    assert "1 story, 1 mention" in found
    assert 'href="/entries/?edition=2024-25">Search this Book' in found


def test_it_says_what_the_library_holds_of_it(page: Page) -> None:
    book = factories.edition("2024-25", holdings_note="One part only.")
    factories.published(edition=book)
    found = page("/editions/2024-25/")
    assert '<p class="cb-note">One part only.</p>' in found
    assert "full story held here" in found


def test_the_foreword_has_its_author(page: Page) -> None:
    factories.edition("2024-25", foreword="<p>Read on.</p>", foreword_author="Dr Okonjo", foreword_role="Chief")
    found = page("/editions/2024-25/")
    assert "<p>Read on.</p>" in found
    assert "Dr Okonjo<span>Chief</span>" in found


def test_a_bare_book_leaves_no_empty_box(page: Page) -> None:
    factories.edition("2024-25")
    found = page("/editions/2024-25/")
    assert "Nothing of this Book is in the library yet." in found
    for empty in ("Foreword", "cb-tally", "cb-note", "cb-period", "Other years", "Look through it"):
        assert empty not in found


def test_other_years_of_the_same_organisation_are_linked(page: Page) -> None:
    factories.edition("2023-24")
    factories.edition("2024-25")
    factories.edition("2022-23", organisation=factories.organisation("elsewhere"))
    found = page("/editions/2024-25/")
    assert '<a href="/editions/2023-24/">2023-24</a>' in found
    assert "2022-23" not in found


def test_an_old_address_leads_to_the_present_one(client: Client) -> None:
    book = factories.edition("2024-25")
    book.slug = "2024-to-2025"
    book.save()
    answer = client.get("/editions/2024-25/")
    assert (answer.status_code, answer["Location"]) == (301, "/editions/2024-to-2025/")


@pytest.mark.parametrize("slug", ["1066", "x" * 5_000, "a%00b"])
def test_no_such_book_is_not_found(page: Page, slug: str) -> None:
    assert "Page not found" in page(f"/editions/{slug}/", 404)


@pytest.mark.parametrize("address", ["/editions/", "/editions/2024-25/"])
def test_they_reject_posting(client: Client, address: str) -> None:
    factories.edition("2024-25")
    assert client.post(address).status_code == 405
