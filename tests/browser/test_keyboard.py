"""The pages by keyboard alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests import factories
from tests.browser.conftest import OpenPage

NAME = "(document.activeElement.innerText || document.activeElement.name || '').trim().split('\\n')[0]"
# Something about the focused element must look other than it does unfocused.
LOOKS = """() => { const one = document.activeElement, read = (element) => {
  const found = getComputedStyle(element);
  return [found.outlineColor, found.outlineWidth, found.boxShadow, found.backgroundColor, found.borderColor].join();
};
  const part = one.matches(".nhsuk-checkboxes__input") ? one.nextElementSibling : one;
  const look = () => read(part) + (part === one ? "" : getComputedStyle(part, "::before").boxShadow
    + getComputedStyle(part, "::before").outlineWidth + getComputedStyle(part, "::before").borderColor);
  const focused = look(); one.blur(); const plain = look(); one.focus(); return focused !== plain; }"""


def stops(page: Page, most: int = 80) -> Iterator[str]:
    """The name of each element that Tab reaches, in order, until the focus leaves the page."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            return
        yield page.evaluate(NAME)


@pytest.fixture(autouse=True)
def content(transactional_db: None) -> None:
    """Two care groups, so that there is something to choose."""
    factories.published("Rooms", slug="rooms", care_groups=["wards"])
    factories.published("Cards", slug="cards", care_groups=["homes"])


@pytest.mark.parametrize("address", ["/", "/entries/", "/entries/rooms/", "/editions/"])
def test_the_skip_link_comes_first_and_leads_to_the_content(open_page: OpenPage, address: str) -> None:
    page = open_page(address).page
    page.keyboard.press("Tab")
    assert page.evaluate(NAME) == "Skip to main content"
    page.keyboard.press("Enter")
    page.wait_for_url("**#maincontent")


@pytest.mark.parametrize("scripts", [True, False])
def test_filters_can_be_chosen_and_sent_on_a_wide_screen(open_page: OpenPage, scripts: bool) -> None:
    page = open_page("/entries/", scripts=scripts).page
    for name in stops(page):
        if name == "care_group":
            page.keyboard.press("Space")
            page.keyboard.press("Enter")
            break
    page.wait_for_url("**/entries/?q=&care_group=*")
    assert "1 project" in page.locator("#count").inner_text()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_drawer_opens_on_a_phone(open_page: OpenPage, scripts: bool) -> None:
    page = open_page("/entries/", width=360, scripts=scripts).page
    box = page.locator(".nhsuk-checkboxes__input").first
    assert not box.is_visible()
    for name in stops(page):
        if name == "Filters":
            page.keyboard.press("Enter")
            break
    box.wait_for(state="visible")
    page.keyboard.press("Tab")
    assert page.evaluate(NAME) == "care_group"


@pytest.mark.parametrize("address", ["/", "/entries/", "/entries/rooms/", "/nowhere/"])
def test_every_stop_is_seen(open_page: OpenPage, address: str) -> None:
    page = open_page(address).page
    names = []
    for name in stops(page):
        names.append(name)
        assert page.evaluate(LOOKS), f"{address}: no visible focus on {name!r}"
    assert len(names) > 5


def test_the_order_is_that_of_the_page(open_page: OpenPage) -> None:
    page = open_page("/entries/").page
    names = list(stops(page))
    above = ["Skip to main content", "Casebook", "Find a project", "The Big Book", "About", "Home"]
    wanted = [*above, "q", "Search", "care_group"]
    assert names[: len(wanted)] == wanted
    assert names.index("Show results") < names.index("A to Z") < names.index("Cards")
