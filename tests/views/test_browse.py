"""Find a project: words, filters, order, pages."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db
Page = Callable[..., str]


def headline(found: str) -> str:
    """What the page says was found."""
    return found.split('id="count">')[1].split("</h2>")[0]


def test_everything_is_there_at_first(page: Page) -> None:
    factories.published("Rooms", slug="rooms")
    factories.published("Cards", slug="cards")
    found = page("/entries/")
    assert headline(found) == "2 projects"
    assert "<title>Find a project - Casebook</title>" in found
    assert '<a href="/entries/rooms/">Rooms</a>' in found


def test_one_is_a_project(page: Page) -> None:
    factories.published()
    assert headline(page("/entries/")) == "1 project"


def test_words_and_filters_narrow_it(page: Page) -> None:
    factories.published("Sepsis on wards", care_groups=["wards"])
    factories.published("Sepsis at home", care_groups=["homes"])
    found = page("/entries/?q=sepsis&care_group=wards")
    assert headline(found) == "1 project for “sepsis”"
    assert "<title>1 project for “sepsis”, Wards - Casebook</title>" in found
    assert "at home" not in found


def test_a_filter_counts_what_choosing_it_would_give(page: Page) -> None:
    factories.published(care_groups=["wards"], themes=["rest"])
    factories.published(care_groups=["homes"], themes=["rest"])
    found = page("/entries/?care_group=wards")
    assert "Homes <small>(1)</small>" in found
    assert 'value="wards" checked>' in found


def test_a_filter_with_nothing_to_choose_is_not_shown(page: Page) -> None:
    factories.published(care_groups=["wards"])
    factories.published(care_groups=["homes"])
    found = page("/entries/")
    assert ">Care group</legend>" in found
    assert ">Kind</legend>" not in found


def test_chips_take_their_filter_away(page: Page) -> None:
    factories.published(care_groups=["wards"], themes=["rest"])
    found = page("/entries/?q=project&care_group=wards&theme=rest&sort=title")
    assert (
        'href="/entries/?q=project&amp;theme=rest&amp;sort=title"><span><span class="nhsuk-u-visually-hidden">' in found
    )
    assert 'cb-chip--clear" href="/entries/?q=project&amp;sort=title"' in found


def test_an_unknown_value_is_a_chip_over_an_empty_list(page: Page) -> None:
    factories.published()
    found = page("/entries/?theme=atlantis")
    assert headline(found) == "No projects with these filters"
    assert 'class="cb-chip" href="/entries/"' in found
    assert "atlantis" in found


def test_an_old_slug_works_and_goes_with_its_chip(page: Page) -> None:
    factories.published(care_groups=["wards"])
    group = factories.care_group("wards")
    group.slug = "all-wards"
    group.save()
    found = page("/entries/?care_group=wards")
    assert headline(found) == "1 project"
    assert 'class="cb-chip" href="/entries/"' in found


def test_nothing_found_names_ways_on(page: Page) -> None:
    factories.published("Rooms", care_groups=["wards"])
    factories.published("Cards", care_groups=["homes"])
    found = page("/entries/?q=rooms&care_group=homes")
    assert headline(found) == "No projects for “rooms” with these filters"
    assert '<a href="/entries/?q=rooms">Without Homes</a><span>1' in found
    assert "Browse all 2 projects" in found
    assert "The communications team" in found


def test_when_no_single_filter_helps_leaving_all_is_offered(page: Page) -> None:
    factories.published("Rooms")
    factories.published("Cards", care_groups=["homes"], themes=["rest"])
    found = page("/entries/?q=rooms&care_group=homes&theme=rest")
    assert '<a href="/entries/?q=rooms">Without any filter</a><span>1' in found


def test_words_alone_that_find_nothing_ask_for_others(page: Page) -> None:
    factories.published()
    found = page("/entries/?q=zebra")
    assert headline(found) == "No projects for “zebra”"
    assert "Try other words" in found


def test_an_empty_library_says_so(page: Page) -> None:
    assert headline(page("/entries/")) == "Nothing is here yet"


def test_it_sorts_by_links(page: Page) -> None:
    factories.published("Rooms")
    factories.published("Cards")
    found = page("/entries/?sort=title")
    assert found.index("Cards</a>") < found.index("Rooms</a>")
    assert '<b aria-current="true">A to Z</b>' in found
    assert '<a href="/entries/">Newest</a>' in found
    assert "Best match" not in found
    assert '<input type="hidden" name="sort" value="title">' in found


def test_words_can_be_sorted_by_match(page: Page) -> None:
    factories.published("Rooms to rest")
    factories.published("Rooms to work")
    found = page("/entries/?q=rooms&sort=newest")
    assert '<a href="/entries/?q=rooms">Best match</a>' in found


def test_pages_lead_on_and_back(page: Page) -> None:
    factories.many(45)
    found = page("/entries/?sort=title&page=2")
    assert 'href="/entries/?sort=title" rel="prev"' in found
    assert 'href="/entries/?sort=title&amp;page=3" rel="next"' in found
    assert "1 to 20 of 45" in found
    assert "41 to 45 of 45" in found
    assert "page 2 of 3 - Casebook</title>" in found


@pytest.mark.parametrize("asked", ["0", "-1", "x", "", "1.5", "%00"])
def test_a_page_that_is_none_is_the_first(page: Page, asked: str) -> None:
    factories.published("Rooms")
    assert "Rooms" in page(f"/entries/?page={asked}")


@pytest.mark.parametrize("asked", ["2", "99", "9" * 3_000])
def test_past_the_end_is_not_found(page: Page, asked: str) -> None:
    factories.published()
    assert "Page not found" in page(f"/entries/?page={asked}", 404)


def test_many_values_fold_to_the_most_common_and_unfold(page: Page) -> None:
    factories.published(themes=[f"theme-{n:02}" for n in range(30)])
    factories.published(themes=["theme-29"])
    found = page("/entries/")
    assert found.count('name="theme"') == 12
    assert 'value="theme-29"' in found
    assert '<a href="/entries/?more=theme">Show all 30 themes</a>' in found
    unfolded = page("/entries/?more=theme")
    assert unfolded.count('name="theme"') == 30
    assert '<details class="cb-filters" open>' in unfolded
    assert '<a href="/entries/">Show fewer themes</a>' in unfolded


def test_a_chosen_value_shows_however_rare(page: Page) -> None:
    factories.published(themes=[f"theme-{n:02}" for n in range(30)])
    assert 'value="theme-28" checked>' in page("/entries/?theme=theme-28")


def test_a_card_has_labels_and_its_link_no_query(page: Page) -> None:
    book = factories.edition()
    factories.published("Rooms", slug="rooms", edition=book, outcome="mention")
    found = page("/entries/?q=rooms")
    assert 'href="/entries/rooms/"' in found
    assert "Honourable mention</strong>" in found


def test_what_readers_type_is_shown_as_text(page: Page) -> None:
    found = page("/entries/?q=%3Cscript%3Ealert(1)%3C/script%3E&theme=%22%3E%3Cb%3E")
    assert "<script>" not in found
    assert "<b>" not in found.replace("<b>What", "")


@pytest.mark.parametrize(
    "query",
    [
        "q=" + "x" * 10_000,
        "theme=" + "x" * 10_000,
        "q=%00&theme=%00&sort=%00&page=%00&more=%00",
        "q=%FF%FE&theme=%FF&kind=%ED%A0%80",
        "&".join(f"theme=t{n}" for n in range(900)),
        "=&&&=%&%%%",
    ],
)
def test_odd_queries_give_a_sensible_page(client: Client, query: str) -> None:
    factories.published()
    assert client.get("/entries/?" + query).status_code == 200


def test_too_many_parameters_are_refused_politely(page: Page) -> None:
    assert "cannot be read" in page("/entries/?" + "&".join(f"theme=t{n}" for n in range(1_500)), 400)


def test_its_canonical_address_leaves_out_what_means_nothing(page: Page) -> None:
    found = page("/entries/?utm_source=x&sort=newest&page=1")
    assert '<link rel="canonical" href="http://testserver/entries/">' in found
