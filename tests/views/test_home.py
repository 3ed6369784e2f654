"""The home page."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db
Page = Callable[..., str]


def test_it_opens_with_a_search(page: Page) -> None:
    factories.published()
    found = page("/")
    assert "Search 1 project</label>" in found
    assert '<form action="/entries/" method="get" role="search">' in found


def test_it_shows_what_is_new_and_what_changed(page: Page) -> None:
    factories.published("Rooms to rest in", slug="rooms", headline_result="9 in 10 breaks taken.")
    found = page("/")
    assert '<a href="/entries/rooms/">Rooms to rest in</a>' in found
    assert "<b>What changed</b>9 in 10 breaks taken." in found


def test_it_leads_to_the_current_book_and_its_parts(page: Page, settings: object) -> None:
    own = factories.organisation("cheshire-and-wirral-partnership", name="Own Trust")
    book = factories.edition("2024-25", organisation=own, received=90, received_qualifier="nearly")
    factories.published(edition=book, care_groups=["wards"])
    found = page("/")
    assert "Nearly 90 projects were sent in." in found
    assert '<a href="/editions/2024-25/">Big Book 2024-25</a>' in found
    assert '<a href="/editions/2024-25/wards/">Read Wards</a>' in found


def test_it_names_the_site_and_its_organisation(page: Page) -> None:
    factories.organisation("cheshire-and-wirral-partnership", name="Own Trust")
    found = page("/")
    assert "Casebook" in found
    assert '<span class="cb-header-org">Own Trust</span>' in found


def test_care_groups_and_themes_lead_to_their_pages(page: Page) -> None:
    factories.published(care_groups=["wards"], themes=["rest"])
    found = page("/")
    assert '<a href="/care-groups/wards/">Wards</a>' in found
    assert '<a href="/themes/rest/">Rest</a>' in found
    assert '<a href="/organisations/">All organisations</a>' in found


def test_of_many_themes_the_most_common_stand_here(page: Page) -> None:
    factories.published(themes=[f"theme-{n}" for n in range(20)])
    factories.published(themes=["theme-19"])
    found = page("/")
    assert found.count('<li><a href="/themes/') == 12
    assert "Theme 19" in found
    assert '<a href="/themes/">All 20 themes</a>' in found


def test_an_empty_library_says_so(page: Page) -> None:
    found = page("/")
    assert "Nothing is here yet" in found
    assert "New in the library" not in found


def test_drafts_do_not_show(page: Page) -> None:
    factories.entry("Not yet")
    assert "Not yet" not in page("/")


def test_nothing_leads_to_what_is_not_built_or_to_a_map_of_one_region(client: Client) -> None:
    factories.published(care_groups=["wards"], themes=["rest"])
    found = client.get("/").content.decode()
    for address in ("/map/", "/submit/", "/my/"):
        assert address not in found


def test_it_rejects_posting(client: Client) -> None:
    assert client.post("/").status_code == 405
