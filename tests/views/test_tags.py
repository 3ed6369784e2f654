"""Care groups and themes: the lists of them, and the page of each."""

from collections.abc import Callable

import pytest
from django.test import Client

from entries import library
from tests import factories

pytestmark = pytest.mark.django_db
Page = Callable[..., str]
KINDS = pytest.mark.parametrize(("folder", "make"), [("care-groups", "care_group"), ("themes", "theme")])


def bearing(kind: str, *slugs: str, title: str = "Rooms", **fields: object) -> None:
    """A published entry that bears these."""
    factories.published(title, **{f"{kind}s": list(slugs), **fields})


@KINDS
def test_the_list_has_each_with_sentence_and_count(page: Page, folder: str, make: str) -> None:
    getattr(factories, make)("rest", name="Rest", description="Sleep and breaks.")
    bearing(make, "rest")
    found = page(f"/{folder}/")
    assert f'<a href="/{folder}/rest/">Rest</a></p><p class="cb-way-row__count">1 project</p>' in found
    assert "Sleep and breaks." in found


@KINDS
def test_what_no_visible_entry_bears_is_not_in_the_list(page: Page, folder: str, make: str) -> None:
    getattr(factories, make)("rest", name="Rest")
    factories.entry("Draft", **{f"{make}s": ["rest"]})
    assert "Nothing is here yet." in page(f"/{folder}/")


@KINDS
def test_a_page_has_name_sentence_count_and_projects(page: Page, folder: str, make: str) -> None:
    getattr(factories, make)("rest", name="Rest", description="Sleep and breaks.")
    bearing(make, "rest", slug="rooms", headline_result="9 in 10 breaks taken.")
    found = page(f"/{folder}/rest/")
    for text in ("Rest</h1>", "Sleep and breaks.", "1 project</h2>", '<a href="/entries/rooms/">Rooms</a>', "9 in 10"):
        assert text in found
    assert "See all" not in found


@KINDS
def test_of_many_projects_the_newest_stand_there(page: Page, folder: str, make: str) -> None:
    factories.many(110)
    name = "group-1" if make == "care_group" else "theme-1"
    count = 22 if make == "care_group" else 13
    found = page(f"/{folder}/{name}/")
    assert found.count('class="cb-result"') == min(count, 20)
    assert (f"See all {count} projects in Find a project" in found) is (count > 20)
    assert (f'href="/entries/?{make}={name}"' in found) is (count > 20)


@KINDS
def test_what_is_borne_beside_it_stands_there_with_counts(page: Page, folder: str, make: str) -> None:
    bearing(make, "rest", "safety")
    bearing(make, "rest", "safety", "food", title="Cards")
    found = page(f"/{folder}/rest/")
    beside = found[found.index('id="related"') :]
    assert beside.index("Safety") < beside.index("Food")
    assert "2 projects" in beside


@KINDS
def test_an_old_address_leads_on(client: Client, folder: str, make: str) -> None:
    tag = getattr(factories, make)("rest")
    bearing(make, "rest")
    tag.slug = "rest-and-breaks"
    tag.save()
    answer = client.get(f"/{folder}/rest/")
    assert (answer.status_code, answer["Location"]) == (301, f"/{folder}/rest-and-breaks/")


@KINDS
def test_what_nothing_visible_bears_is_not_found(page: Page, folder: str, make: str) -> None:
    getattr(factories, make)("rest")
    factories.entry("Draft", **{f"{make}s": ["rest"]})
    assert "<h1" in page(f"/{folder}/rest/", 404)
    assert "<h1" in page(f"/{folder}/atlantis/", 404)


@KINDS
def test_posting_is_rejected(client: Client, folder: str, make: str) -> None:
    assert client.post(f"/{folder}/").status_code == 405
    assert client.post(f"/{folder}/rest/").status_code == 405


def test_a_care_group_leads_to_its_parts_in_the_books(page: Page) -> None:
    invented = factories.organisation("anyshire", is_fictional=True)
    bearing("care_group", "wards", edition=factories.edition("2024-25", organisation=invented))
    found = page("/care-groups/wards/")
    assert '<a href="/editions/2024-25/wards/">Big Book 2024-25</a><span>Anyshire Partnership, 1 story</span>' in found
    assert found.count("Fictional example") == 2


def test_a_new_sentence_shows_at_once(page: Page) -> None:
    rest = factories.theme("rest", description="Before.")
    bearing("theme", "rest")
    assert "Before." in page("/themes/rest/")
    with library.writing():
        rest.description = "After."
        rest.save()
    assert "After." in page("/themes/rest/")
