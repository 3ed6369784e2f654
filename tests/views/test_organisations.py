"""Organisations: the list of them, and the page of each."""

from collections.abc import Callable

import pytest
from django.test import Client

from entries import library
from entries.models import Entry, EntryPartner, Organisation
from tests import factories

pytestmark = pytest.mark.django_db
Page = Callable[..., str]


def with_partner(partner: Organisation, role: str = "partner", **fields: object) -> Entry:
    """A published entry that names another organisation."""
    with library.writing():
        made = factories.entry("Rooms", slug="rooms", **fields)
        EntryPartner.objects.create(entry=made, organisation=partner, role=role)
    factories.publish(made, at=factories.PAST)
    return made


def test_the_list_is_a_to_z_with_regions_counts_and_labels(page: Page) -> None:
    north = factories.organisation("north", name="North Trust", region="north-west", description="In the north.")
    factories.organisation("anyshire", name="Anyshire Partnership", is_fictional=True)
    factories.published("Rooms")
    factories.published("Cards", teams=[factories.team("crew", organisation=north)])
    found = page("/organisations/")
    assert found.index("Anyshire Partnership</a>") < found.index("North Trust</a>")
    assert found.count("Fictional example") == 1
    for text in ("North West", "In the north.", "1 project</p>"):
        assert text in found


def test_the_list_of_an_empty_library_says_so(page: Page) -> None:
    factories.organisation("north")
    assert "Nothing is here yet." in page("/organisations/")


def test_a_page_has_region_sentence_website_teams_books_and_projects(page: Page) -> None:
    north = factories.organisation(
        "north", name="North Trust", region="north-west", description="In the north.", website="https://north.example/"
    )
    book = factories.edition("2024-25", organisation=north)
    crew = factories.team("crew", name="Night Crew", organisation=north)
    factories.published("Rooms", slug="rooms", edition=book, teams=[crew])
    found = page("/organisations/north/")
    for text in (
        "North Trust</h1>", "<dd>North West</dd>", "In the north.", '<a href="https://north.example/">',
        '<a href="/teams/crew/">Night Crew</a><span>1 project</span>', '<a href="/entries/rooms/">Rooms</a>',
        '<a href="/editions/2024-25/">Big Book 2024-25</a><span>1 story</span>',
    ):  # fmt: skip
        assert text in found
    assert "Worked with others on" not in found
    assert "Fictional example" not in found


def test_of_many_projects_the_newest_stand_there(page: Page) -> None:
    factories.many(34)
    found = page("/organisations/anyshire/")
    assert "The newest 20 of 34 projects</h2>" in found
    assert 'href="/entries/?organisation=anyshire"' in found
    assert "See all 34 projects in Find a project" in found


@pytest.mark.parametrize("role", ["partner", "client", "funder", "supplier"])
def test_a_partner_has_a_page_with_what_it_had_a_hand_in(page: Page, role: str) -> None:
    with_partner(factories.organisation("fund", name="Care Fund"), role)
    found = page("/organisations/fund/")
    assert "Worked with others on</h2>" in found
    assert '<a href="/entries/rooms/">Rooms</a>' in found
    assert "Named in 1 project" in page("/organisations/")
    assert '<a href="/organisations/fund/">Care Fund</a>' in page("/entries/rooms/")


def test_a_second_teams_organisation_had_a_hand_in_it(page: Page) -> None:
    north = factories.organisation("north")
    factories.published("Rooms", teams=[factories.team("first"), factories.team("second", organisation=north)])
    assert "Worked with others on</h2>" in page("/organisations/north/")
    assert "Worked with others on" not in page("/organisations/anyshire/")


def test_its_own_project_that_names_it_stands_once(page: Page) -> None:
    with_partner(factories.organisation("anyshire"))
    assert page("/organisations/anyshire/").count('<a href="/entries/rooms/">') == 1


def test_a_successor_and_all_before_it_have_pages_that_lead_to_each_other(page: Page) -> None:
    last = factories.organisation("last", name="Last Board")
    middle = factories.organisation("middle", name="Middle Group", successor=last)
    factories.organisation("anyshire", name="First Trust", successor=middle)
    factories.published("Rooms")
    assert 'Its work is now with <a href="/organisations/middle/">Middle Group</a>.' in page("/organisations/anyshire/")
    found = page("/organisations/middle/")
    assert '<dt>Took over from</dt><dd><a href="/organisations/anyshire/">First Trust</a></dd>' in found
    assert "Its work is now with" in found
    assert "No project of its own is in this library." in page("/organisations/last/")


def test_a_made_up_one_says_so(page: Page) -> None:
    factories.organisation("anyshire", is_fictional=True)
    factories.published("Rooms")
    assert 'aria-label="Kind of organisation"><li><strong class="nhsuk-tag nhsuk-tag--purple">Fictional' in page(
        "/organisations/anyshire/"
    )


def test_an_old_address_leads_on(client: Client) -> None:
    own = factories.organisation("anyshire")
    factories.published("Rooms")
    own.slug = "any-shire"
    own.save()
    answer = client.get("/organisations/anyshire/")
    assert (answer.status_code, answer["Location"]) == (301, "/organisations/any-shire/")


def test_one_that_nothing_visible_names_is_not_found(page: Page) -> None:
    factories.entry("Draft")
    assert "<h1" in page("/organisations/anyshire/", 404)
    assert "<h1" in page("/organisations/nowhere/", 404)


@pytest.mark.parametrize("address", ["/organisations/", "/organisations/anyshire/"])
def test_posting_is_rejected(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
