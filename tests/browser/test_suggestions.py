"""The list below a search box where scripts run, and the results page of words in a real Chromium."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.browser.conftest import OpenPage
from tests.browser.looking import axe_violations, faults

OFFERED = "() => [...document.querySelectorAll('#offered option')].map(one => one.value)"
SEARCHES = {
    "all of the words and some": "/entries/?q=rostering+breaks",
    "only some": "/entries/?q=rostering+zebra",
    "corrected": "/entries/?q=rostring",
    "another spelling": "/entries/?q=rostring+breaks",
    "nothing": "/entries/?q=zebra",
    "no words": "/entries/?q=%3F%3F",
    "a word that never ends": "/entries/?q=" + "w" * 1000 + "+rostering",
    "words that never end": "/entries/?q=" + "+".join(["w" * 60] * 8) + "+rostering+breaks",
    "corrected at length": "/entries/?q=" + "+".join(["rostring"] * 30),
}


@pytest.fixture(autouse=True)
def content(transactional_db: None) -> None:
    """Projects with one word or two."""
    for name, summary in (("Rostering", "Breaks for all."), ("Rosters", "For wards."), ("Breaks", "At night.")):
        factories.published(name, slug=name.lower(), summary=summary, themes=["rest"], care_groups=["wards", "homes"])


# Faster than any finger, and all of it before the pause that the script waits for.
TYPE = """(box, words) => {
  for (const letter of words) {
    box.value += letter;
    box.dispatchEvent(new InputEvent("input", {bubbles: true}));
  }
}"""


def offered(page: Page) -> Any:
    """What the list of the search box holds."""
    return page.evaluate(OFFERED)


def typed(page: Page, words: str) -> None:
    """Type into the search box of the page, and wait for the answer to that."""
    with page.expect_response(lambda answer: "/suggest/" in answer.url):
        page.locator("input[name=q]").evaluate(TYPE, words)


def options(page: Page) -> Any:
    return expect(page.locator("#offered option"))


@pytest.mark.parametrize("address", ["/entries/", "/entries/rosters/"])
def test_the_list_follows_what_is_typed(open_page: OpenPage, address: str) -> None:
    visit = open_page(address)
    assert offered(visit.page) == ["Homes", "Wards", "Rest"]
    typed(visit.page, "roste")
    options(visit.page).to_have_count(2)
    assert offered(visit.page) == ["Rostering", "Rosters"]
    assert axe_violations(visit.page) == []
    assert visit.complaints() == []


def test_it_asks_once_for_what_is_typed_in_one_go(open_page: OpenPage) -> None:
    visit = open_page("/entries/")
    typed(visit.page, "roste")
    assert [url.split("?")[1] for url in visit.requests if "/suggest/" in url] == ["q=roste"]


def test_what_was_offered_stays_when_no_answer_comes(open_page: OpenPage) -> None:
    visit = open_page("/entries/")
    visit.page.route("**/suggest/**", lambda route: route.abort())
    with visit.page.expect_event("requestfailed"):
        visit.page.locator("input[name=q]").evaluate(TYPE, "roste")
    assert offered(visit.page) == ["Homes", "Wards", "Rest"]


def test_a_suggestion_is_text_whatever_it_holds(open_page: OpenPage) -> None:
    factories.published("Odder <img src=x onerror=alert(1)> &amp; title")
    visit = open_page("/entries/")
    typed(visit.page, "odde")
    options(visit.page).to_have_count(2)
    assert offered(visit.page)[0] == "Odder <img src=x onerror=alert(1)> &amp; title"
    assert visit.complaints() == []


def test_the_list_is_there_without_scripts(open_page: OpenPage) -> None:
    page = open_page("/entries/", scripts=False).page
    assert page.locator("#offered option").count() == 3


def test_the_announcement_says_what_has_only_some_of_the_words(open_page: OpenPage) -> None:
    visit = open_page("/entries/?q=rostring+breaks+wards")
    visit.page.get_by_role("checkbox", name="Homes").press("Space")
    said = "Nothing with these filters uses all of these words. These 3 use some of them"
    expect(visit.page.locator("[role=status]")).to_contain_text(said)
    expect(visit.page.locator("[role=status]")).to_contain_text("Did you mean rostering breaks wards?")


def test_what_has_some_of_the_words_is_one_press_away(open_page: OpenPage) -> None:
    page = open_page("/entries/?q=rostering+breaks").page
    page.get_by_role("link", name="Also 2 with some of these words").press("Enter")
    page.wait_for_url("**#some-words")
    expect(page.get_by_role("heading", name="2 more with some of these words")).to_be_in_viewport()


def test_the_way_back_leads_to_what_was_typed(open_page: OpenPage) -> None:
    page = open_page("/entries/?q=rostring").page
    expect(page.locator("#count")).to_have_text("2 projects for “rostering”")
    page.get_by_role("link", name="rostring").press("Enter")
    expect(page.locator("#count")).to_have_text('No projects for "rostring"')


@pytest.mark.parametrize("name", SEARCHES)
def test_the_results_of_a_search_hold(open_page: OpenPage, name: str) -> None:
    visit = open_page(SEARCHES[name])
    assert visit.status == 200
    assert faults(visit) == []
    assert visit.complaints() == []


@pytest.mark.parametrize("words", ["rostering+breaks", "rostring+breaks+wards", "rostring+braeks"])
def test_on_a_phone_the_first_result_begins_within_one_screen(open_page: OpenPage, words: str) -> None:
    page = open_page(f"/entries/?q={words}&care_group=wards&theme=rest&kind=case-study", width=360, height=640).page
    assert page.locator(".cb-chip").count() == 4
    assert page.locator(".cb-also").count() >= 1
    box = page.locator(".cb-result__heading").first.bounding_box()
    assert box is not None
    assert box["y"] < 640
