"""Every public page type in every state: nothing sticks out, nothing is empty, nothing is lost to axe."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage
from tests.browser.looking import WIDTHS, axe_violations, sideways_scroll
from tests.browser.states import STATES

# A heading without words, a list without items, a box (a border or a colour of its own) with nothing in it.
EMPTY = """() => {
  const HELD = "img, svg, input, select, textarea, button, iframe", SIDES = ["Top", "Right", "Bottom", "Left"];
  const WORDED = "h1, h2, h3, h4, h5, h6, dt, dd, th, caption, label, a, li, p";
  const PEOPLED = "ul, ol, dl, table, tbody, section, article, aside, figure, nav";
  const style = one => getComputedStyle(one);
  const CLEAR = "rgba(0, 0, 0, 0)", colour = one => style(one).backgroundColor;
  const coloured = one => ![colour(one.parentElement), CLEAR].includes(colour(one));
  const edged = one => SIDES.some(side => parseFloat(style(one)[`border${side}Width`]));
  const filled = one => one.textContent.trim() || one.matches("[aria-label]") || one.querySelector(HELD);
  const why = one => {
    if (one.matches(PEOPLED) && !one.children.length) return "nothing in it";
    if (filled(one) || one.matches("hr, br, wbr")) return "";
    return one.matches(WORDED) ? "no words" : coloured(one) || edged(one) ? "empty box" : "";
  };
  const shown = one => !one.closest(HELD) && one.checkVisibility() && one.getClientRects().length;
  return [...document.body.querySelectorAll("*")].filter(one => shown(one) && why(one))
    .map(one => `${why(one)}: ${one.outerHTML.slice(0, 120)}`);
}"""


def faults(page: Page) -> list[str]:
    """What is wrong with the page at any width; axe looks at the narrowest but one."""
    found = [] if page.locator("h1").count() == 1 else ["not one h1"]
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"at {width}: {fault}" for fault in (*sideways_scroll(page), *page.evaluate(EMPTY))]
        if width == 360:
            found += axe_violations(page)
    return found


@pytest.mark.parametrize("state", STATES)
def test_every_page_holds(open_page: OpenPage, transactional_db: None, state: str) -> None:
    found = []
    visit = open_page("/about/")
    for name, address in STATES[state]().items():
        visit.page.goto(visit.origin + address)
        found += [f"{name} {fault}" for fault in faults(visit.page)]
    assert not found, "\n".join(found)
