"""A reader's list: it lives in the address alone, and four of it stand side by side."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from entries import library
from entries.editorial.actions import publish, withdraw
from entries.models import Entry, Lesson
from tests import factories

pytestmark = pytest.mark.django_db
Page = Callable[..., str]


def lesson(entry: Entry, kind: str, text: str) -> None:
    """A published lesson."""
    with library.writing():
        Lesson.objects.create(entry=entry, kind=kind, text=text)
    publish(entry)


def answers(page: str, heading: str) -> list[str]:
    """What each project says under a heading, without markup."""
    found = re.search(rf'<h2[^>]*id="aspect-\d+">{heading}</h2>(.*?)</section>', page)
    cells = found[1].split("<h3")[1:] if found else []
    return [re.sub(r"<[^>]+>", " ", cell.split("</h3>")[1]).strip() for cell in cells]


def listed(page: str) -> list[str]:
    """The titles on the list."""
    found = re.search(r'<ol class="cb-listed">(.*?)</ol>', page)
    return re.findall(r'<a href="/entries/[^"]+">([^<]+)</a>', found[1]) if found else []


def test_two_projects_answer_the_same_questions(page: Page) -> None:
    contact = factories.contact("night@anyshire.example")
    rooms = factories.published("Rooms", slug="rooms", aims="<p>To <b>rest</b>.</p>", headline_result="Ten rooms.",
                                figures=[("91%", "of breaks")], contact=contact)  # fmt: skip
    factories.published("Cards", slug="cards", summary="About cards.", results="<p>All use them.</p>")
    for kind, text in (("cost", "£300."), ("pitfall", "No keys."), ("benefit", "Fewer errors.")):
        lesson(rooms, kind, text)
    found = page("/compare/?entry=rooms&entry=cards")
    assert listed(found) == ["Rooms", "Cards"]
    assert "To rest." in answers(found, "Aims")[0]
    assert "About cards." in answers(found, "Aims")[1]
    assert ["Ten rooms." in one and "91% of breaks" in one for one in answers(found, "What changed")] == [True, False]
    assert "All use them." in answers(found, "What changed")[1]
    for heading, text in (("Costs", "£300."), ("Pitfalls", "No keys."), ("Benefits", "Fewer errors.")):
        assert answers(found, heading) == [text, "Not said."]
    asked = answers(found, "Who to ask")
    assert "night@" in asked[0]
    assert "No contact given" in asked[1]


def test_a_list_stays_a_list(page: Page) -> None:
    aims = "<p>We wanted:</p><ul><li><p>rest &amp; food</p></li><li>fewer <b>errors</b></li><li></li></ul><p>Soon.</p>"
    factories.published("Rooms", slug="rooms", aims=aims)
    found = page("/compare/?entry=rooms")
    items = "<li>rest &amp; food</li><li>fewer errors</li>"
    assert f'<p>We wanted:</p><ul class="nhsuk-list nhsuk-list--bullet">{items}</ul><p>Soon.</p>' in found


def test_who_to_ask_is_said_once(page: Page) -> None:
    factories.published("Rooms", slug="rooms", contact=factories.contact("night@anyshire.example"))
    assert page("/compare/?entry=rooms").count("Who to ask") == 1


def test_what_no_project_says_is_left_out(page: Page) -> None:
    factories.published("Rooms", slug="rooms", aims="<p>To rest.</p>")
    found = page("/compare/?entry=rooms")
    assert re.findall(r'id="aspect-\d+">([^<]+)<', found) == ["Aims", "Who to ask"]


def test_four_stand_side_by_side_and_eight_are_kept(page: Page) -> None:
    for number in range(10):
        factories.published(f"Project {number}", slug=f"p{number}", aims="<p>Aims.</p>")
    found = page("/compare/?" + "&".join(f"entry=p{number}" for number in range(10)))
    assert len(answers(found, "Aims")) == 4
    assert len(listed(found)) == 8
    assert "The first four stand side by side" in found
    assert "A list holds 8 projects" in found
    assert 'name="q" type="search" value="" autocomplete="off"><button' not in found


def test_unknown_and_withdrawn_projects_are_named_in_words(page: Page) -> None:
    withdraw(factories.published("Rooms", slug="rooms"), why="The team asked.")
    factories.entry("Secret", slug="secret")
    factories.published("Cards", slug="cards")
    found = page("/compare/?entry=rooms&entry=secret&entry=%3Cb%3E&entry=cards&entry=cards")
    assert "“Rooms” was published here and has been withdrawn" in found
    assert "There is no project called “secret” here" in found
    assert "There is no project called “&lt;b&gt;” here" in found
    assert "Secret" not in found
    assert listed(found) == ["Cards"]


def test_an_old_slug_still_stands_for_its_project(page: Page) -> None:
    made = factories.published("Rooms", slug="rooms")
    made.slug = "quiet-rooms"
    made.save()
    publish(made)
    found = page("/compare/?entry=rooms&entry=quiet-rooms")
    assert listed(found) == ["Rooms"]
    assert 'href="/compare/">Remove' in found


def test_a_list_grows_by_search_and_shrinks_by_links(page: Page) -> None:
    factories.published("Rooms", slug="rooms")
    factories.published("Cards", slug="cards")
    found = page("/compare/?entry=rooms&q=cards")
    assert '<input type="hidden" name="entry" value="rooms">' in found
    assert '<a href="/compare/?entry=rooms&amp;entry=cards">Add' in found
    both = page("/compare/?entry=rooms&entry=cards")
    assert '<a class="cb-noprint" href="/compare/?entry=cards">Remove' in both
    assert "No other project for “nothing”" in page("/compare/?entry=rooms&q=nothing")


def test_entries_and_cards_lead_to_the_list(page: Page) -> None:
    factories.published("Rooms", slug="rooms")
    for address in ("/entries/", "/entries/rooms/", "/"):
        assert 'href="/compare/?entry=rooms"' in page(address)


def test_the_list_sets_no_cookie_and_is_not_for_search_engines(client: Client) -> None:
    factories.published("Rooms", slug="rooms")
    answer = client.get("/compare/?entry=rooms")
    assert not answer.cookies
    assert '<meta name="robots" content="noindex">' in answer.content.decode()
    assert client.post("/compare/").status_code == 405


def test_an_empty_list_says_how_to_begin(page: Page) -> None:
    assert "Nothing is on your list" in page("/compare/")


def test_a_hidden_contact_is_not_shown(page: Page) -> None:
    factories.published("Rooms", slug="rooms", contact=factories.contact("secret@anyshire.example", hidden=True))
    assert "secret@" not in page("/compare/?entry=rooms")


def test_what_is_made_up_says_so(page: Page) -> None:
    crew = factories.team("crew", organisation=factories.organisation("made-up", is_fictional=True))
    factories.published("Rooms", slug="rooms", teams=[crew], aims="<p>To rest.</p>")
    assert "Fictional example" in page("/compare/?entry=rooms")
