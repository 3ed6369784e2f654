"""Filters that act at once where scripts run: results, address, count and focus, and what happens when it fails."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, Route, expect

from tests import factories
from tests.browser.conftest import OpenPage
from tests.browser.looking import axe_violations, sideways_scroll

UNTOUCHED = "window.untouched === true"


@pytest.fixture(autouse=True)
def content(transactional_db: None) -> None:
    """Three projects in two care groups."""
    for name, group in (("Rooms", "wards"), ("Cards", "homes"), ("Calls", "homes")):
        factories.published(f"{name} for all", slug=name.lower(), care_groups=[group], themes=["rest", name.lower()])


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """Find a project, with a mark that a new page load would take away."""
    visit = open_page("/entries/")
    visit.page.evaluate("window.untouched = true")
    return visit.page


def titles(page: Page) -> Any:
    return expect(page.locator(".cb-result__heading"))


def tick(page: Page, name: str) -> None:
    page.get_by_role("checkbox", name=name).press("Space")


def test_ticking_a_filter_shows_its_results_at_once(page: Page) -> None:
    tick(page, "Homes")
    titles(page).to_have_count(2)
    expect(page.locator("#count")).to_have_text("2 projects")
    assert page.url.endswith("/entries/?care_group=homes")
    assert "Homes" in page.title()
    assert page.evaluate(UNTOUCHED)


def test_counts_of_other_filters_follow(page: Page) -> None:
    rest = page.locator("label", has_text="Rest")
    expect(rest).to_contain_text("(3)")
    tick(page, "Homes")
    expect(rest).to_contain_text("(2)")


def test_the_count_is_announced(page: Page) -> None:
    status = page.locator("[role=status]")
    expect(status).to_have_text("")
    tick(page, "Homes")
    expect(status).to_have_text("2 projects")


def test_the_focus_stays_on_the_box(page: Page) -> None:
    tick(page, "Homes")
    titles(page).to_have_count(2)
    expect(page.get_by_role("checkbox", name="Homes")).to_be_focused()
    page.keyboard.press("Space")
    titles(page).to_have_count(3)
    assert page.url.endswith("/entries/")


def test_back_and_forward_work(page: Page) -> None:
    tick(page, "Homes")
    titles(page).to_have_count(2)
    tick(page, "Cards")
    titles(page).to_have_count(1)
    page.go_back()
    titles(page).to_have_count(2)
    expect(page.get_by_role("checkbox", name="Cards")).not_to_be_checked()
    page.go_back()
    titles(page).to_have_count(3)
    page.go_forward()
    titles(page).to_have_count(2)
    expect(page.get_by_role("checkbox", name="Homes")).to_be_checked()
    assert page.evaluate(UNTOUCHED)


def test_a_chip_and_an_order_act_at_once_too(page: Page) -> None:
    tick(page, "Homes")
    titles(page).to_have_count(2)
    page.get_by_role("link", name="A to Z").press("Enter")
    page.wait_for_url("**/entries/?care_group=homes&sort=title")
    titles(page).to_have_text(["Calls for all", "Cards for all"])
    page.get_by_role("link", name="Remove filter Homes").press("Enter")
    titles(page).to_have_count(3)
    assert page.url.endswith("/entries/?sort=title")
    expect(page.locator("#count")).to_be_focused()
    tick(page, "Wards")
    expect(page.locator("#count")).to_have_text("1 project")
    assert page.url.endswith("/entries/?sort=title&care_group=wards")
    assert page.evaluate(UNTOUCHED)


def test_an_answer_that_comes_late_is_dropped(page: Page) -> None:
    held: list[Route] = []
    page.route("**/entries/?care_group=homes", lambda route: held.append(route))
    tick(page, "Homes")
    expect(page.locator("#results")).to_have_attribute("aria-busy", "true")
    tick(page, "Wards")
    page.wait_for_url("**/entries/?care_group=homes&care_group=wards")
    titles(page).to_have_count(3)
    assert len(held) == 1
    page.wait_for_timeout(100)
    titles(page).to_have_count(3)


def test_when_fetching_fails_the_browser_goes_there_itself(page: Page) -> None:
    page.route("**/entries/?care_group=homes", lambda route: route.abort() if is_fetch(route) else route.continue_())
    tick(page, "Homes")
    page.wait_for_url("**/entries/?care_group=homes")
    titles(page).to_have_count(2)
    assert not page.evaluate(UNTOUCHED)


def is_fetch(route: Route) -> bool:
    return route.request.resource_type == "fetch"


def test_sending_the_form_still_loads_the_page(page: Page) -> None:
    page.get_by_role("button", name="Show results").press("Enter")
    page.wait_for_url("**/entries/?q=")
    assert not page.evaluate(UNTOUCHED)


def test_the_skip_link_only_jumps(page: Page) -> None:
    tick(page, "Homes")
    titles(page).to_have_count(2)
    page.locator(".nhsuk-skip-link").press("Enter")
    page.wait_for_url("**#maincontent")
    titles(page).to_have_count(2)
    assert page.evaluate(UNTOUCHED)


def test_the_drawer_stays_open_on_a_phone(open_page: OpenPage) -> None:
    visit = open_page("/entries/", width=360)
    visit.page.locator("summary").press("Enter")
    tick(visit.page, "Homes")
    expect(visit.page.locator("summary")).to_have_text("Filters (1 on)")
    expect(visit.page.get_by_role("checkbox", name="Homes")).to_be_visible()
    assert sideways_scroll(visit.page) == []
    assert axe_violations(visit.page) == []
    assert visit.complaints() == []


def test_without_scripts_the_button_does_it(open_page: OpenPage) -> None:
    page = open_page("/entries/", scripts=False).page
    tick(page, "Homes")
    page.get_by_role("button", name="Show results").press("Enter")
    page.wait_for_url("**/entries/?q=&care_group=homes")
    titles(page).to_have_count(2)


def test_the_link_to_an_entry_is_copied(open_page: OpenPage) -> None:
    visit = open_page("/entries/rooms/")
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.page.get_by_role("button", name="Copy the link").press("Enter")
    expect(visit.page.locator("[role=status]")).to_have_text("Link copied")
    assert visit.page.evaluate("navigator.clipboard.readText()") == f"{visit.origin}/entries/rooms/"
    assert axe_violations(visit.page) == []
    assert visit.complaints() == []


def test_nothing_offers_to_copy_without_scripts(open_page: OpenPage) -> None:
    page = open_page("/entries/rooms/", scripts=False).page
    expect(page.locator("[data-copy]")).to_be_hidden()


def test_an_entry_is_printed_by_a_button(open_page: OpenPage) -> None:
    visit = open_page("/entries/rooms/")
    visit.page.evaluate("window.print = () => { document.title = 'Printed' }")
    visit.page.get_by_role("button", name="Print this page").press("Enter")
    expect(visit.page).to_have_title("Printed")
    expect(visit.page.get_by_text("press Ctrl and P")).to_be_hidden()
    assert axe_violations(visit.page) == []
    assert visit.complaints() == []


def test_without_scripts_the_keys_to_print_with_are_told(open_page: OpenPage) -> None:
    page = open_page("/entries/rooms/", scripts=False).page
    expect(page.get_by_text("press Ctrl and P")).to_be_visible()
    expect(page.locator("[data-print]")).to_be_hidden()


def test_the_script_is_small() -> None:
    assert (Path(settings.BASE_DIR) / "static/casebook.js").stat().st_size < 6_000
