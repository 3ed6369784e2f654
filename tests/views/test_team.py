"""A team's page."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db
Page = Callable[..., str]


def test_it_has_name_organisation_note_and_projects(page: Page) -> None:
    own = factories.organisation("north", name="North Trust", region="north-west")
    crew = factories.team("crew", name="Night Crew", organisation=own, note="Printed as Night Crw.")
    factories.published("Rooms", slug="rooms", teams=[crew])
    found = page("/teams/crew/")
    for text in ("Night Crew</h1>", '<a href="/organisations/north/">North Trust</a>, North West', "Printed as Night"):
        assert text in found
    assert "1 project</h2>" in found
    assert '<a href="/entries/rooms/">Rooms</a>' in found
    assert "Fictional example" not in found


def test_it_has_what_it_did_as_a_second_team(page: Page) -> None:
    factories.published("Rooms", slug="rooms", teams=[factories.team("first"), factories.team("second")])
    assert '<a href="/entries/rooms/">' in page("/teams/second/")


def test_a_team_of_a_made_up_organisation_says_so(page: Page) -> None:
    factories.organisation("anyshire", is_fictional=True)
    factories.published("Rooms")
    assert 'aria-label="Kind of team"><li><strong class="nhsuk-tag nhsuk-tag--purple">Fictional' in page(
        "/teams/night-care/"
    )


def test_twenty_projects_stand_on_a_page(page: Page) -> None:
    factories.many(200)
    first, last = page("/teams/team-1/"), page("/teams/team-1/?page=3")
    assert first.count('class="cb-result"') == 20
    assert last.count('class="cb-result"') == 10
    assert 'href="/teams/team-1/?page=2" rel="next"' in first
    assert "41 to 50 of 50" in page("/teams/team-1/?page=2")
    assert "page 3 of 3" in last
    assert '<link rel="canonical" href="http://testserver/teams/team-1/?page=3">' in last


def test_a_page_past_the_end_is_not_found_and_one_that_is_no_number_is_the_first(page: Page) -> None:
    factories.published("Rooms")
    assert "<h1" in page("/teams/night-care/?page=2", 404)
    assert page("/teams/night-care/?page=x").count('class="cb-result"') == 1


def test_an_old_address_leads_on(client: Client) -> None:
    crew = factories.team("crew")
    factories.published("Rooms", teams=[crew])
    crew.slug = "night-crew"
    crew.save()
    answer = client.get("/teams/crew/")
    assert (answer.status_code, answer["Location"]) == (301, "/teams/night-crew/")


def test_a_team_with_nothing_to_see_is_not_found(page: Page) -> None:
    factories.entry("Draft", teams=[factories.team("crew")])
    assert "<h1" in page("/teams/crew/", 404)
    assert "<h1" in page("/teams/nobody/", 404)


def test_an_entry_leads_there(page: Page) -> None:
    factories.published("Rooms", slug="rooms")
    assert '<a href="/teams/night-care/">Night Care Team</a>' in page("/entries/rooms/")


def test_it_rejects_posting(client: Client) -> None:
    assert client.post("/teams/night-care/").status_code == 405
