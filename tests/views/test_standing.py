"""About, accessibility and privacy: what they say is so."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db
Page = Callable[..., str]
ADDRESSES = ("/about/", "/accessibility/", "/privacy/")


@pytest.mark.parametrize("address", ADDRESSES)
def test_they_name_the_site_its_organisation_and_whom_to_ask(page: Page, settings: object, address: str) -> None:
    settings.CASEBOOK_CONTACT = "comms@own.example"  # type: ignore[attr-defined]
    settings.CASEBOOK_NAME = "Casework"  # type: ignore[attr-defined]
    factories.organisation("cheshire-and-wirral-partnership", name="Own Trust")
    found = page(address)
    main = found[found.index("<main") : found.index("</main>")]
    for text in ("Casework", "Own Trust", '<a href="mailto:comms@own.example">communications team</a>'):
        assert text in main


@pytest.mark.parametrize("address", ADDRESSES)
def test_they_stand_without_organisation_contact_or_content(page: Page, settings: object, address: str) -> None:
    settings.CASEBOOK_ORGANISATION = ""  # type: ignore[attr-defined]
    assert "communications team" in page(address)


def test_about_says_what_is_held_and_what_is_made_up(page: Page) -> None:
    factories.organisation("anyshire", is_fictional=True)
    factories.published("Rooms", edition=factories.edition("2024-25"))
    factories.published("Cards", kind="blog")
    found = page("/about/")
    assert "<p>2 projects:</p>" in found
    assert '<a href="/editions/2024-25/">Big Book 2024-25</a> of Anyshire Partnership: 1 story (fictional' in found
    assert "1 project that stands in no Book, from" in found
    assert '<a href="/entries/?kind=blog">Blog</a> (1)' in found
    assert "It is labelled “Fictional example”" in found


def test_about_does_not_speak_of_made_up_content_where_there_is_none(page: Page) -> None:
    factories.published("Rooms")
    assert "Fictional" not in page("/about/")


def test_about_an_empty_library_says_so(page: Page) -> None:
    assert "Nothing is in it yet." in page("/about/")


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_leads_there(page: Page, address: str) -> None:
    assert f'<a class="nhsuk-footer__list-item-link" href="{address}">' in page("/nowhere/", 404)


def test_the_menu_has_about(page: Page) -> None:
    assert '<a class="nhsuk-header__navigation-link" href="/about/" aria-current="page">' in page("/about/")


@pytest.mark.parametrize("address", ADDRESSES)
def test_reading_sets_no_cookie(client: Client, address: str) -> None:
    assert not client.get(address).cookies


@pytest.mark.parametrize("address", ADDRESSES)
def test_they_reject_posting(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
