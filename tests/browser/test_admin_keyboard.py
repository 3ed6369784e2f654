"""The desk by keyboard alone: from signing in to publishing, and in and out of the rich text editor."""

import pytest
from playwright.sync_api import Page

from entries.models import Quote, Status
from tests import factories
from tests.browser.conftest import OpenPage
from tests.browser.test_admin import form_of, sign_in
from tests.browser.test_keyboard import LOOKS, stops

NAME = """() => { const one = document.activeElement;
  const own = one.tagName === "INPUT" ? one.value : one.innerText || one.title;
  const name = one.getAttribute("aria-label") || one.labels?.[0]?.innerText || own;
  return name.replace(/\\s+/g, " ").replace(/:$/, "").trim(); }"""
# Where the cursor went is told to the editor a moment later.
SETTLED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 100)))"
LIST = "<ul><li><p>One</p></li><li><p>Two</p></li></ul>"
TABLE = "<table><tbody><tr><th>A</th></tr><tr><td>1</td></tr></tbody></table>"


def reach(page: Page, name: str, most: int = 200) -> None:
    """Press Tab until what is called `name` has the focus; every stop on the way must be seen."""
    passed = []
    for _ in range(most):
        page.keyboard.press("Tab")
        passed.append(page.evaluate(NAME))
        if passed[-1] == name:
            assert page.evaluate(LOOKS), f"no visible focus on {name!r}"
            return
    pytest.fail(f"Tab does not lead to {name!r}, only to {passed}")


def press(page: Page, name: str) -> None:
    """Reach what is called `name` and press Enter; wait for the page it leads to."""
    reach(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_an_entry_is_found_edited_and_published(open_page: OpenPage) -> None:
    entry, person = factories.entry("Night breaks"), factories.person("Publisher")
    factories.published("Day breaks")
    page = open_page("/admin/login/?next=/admin/entries/entry/").page
    page.wait_for_function("document.activeElement.name === 'username'")
    page.keyboard.type(person.username)
    page.keyboard.press("Tab")
    page.keyboard.type("a good long password")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    reach(page, "To the filters")
    page.keyboard.press("Enter")
    press(page, "Draft")
    assert page.locator("#result_list tbody tr").count() == 1
    press(page, "Night breaks")
    reach(page, "Summary")
    page.keyboard.type("Five wards changed their nights.")
    reach(page, "Add another Quote")
    page.keyboard.press("Enter")
    page.wait_for_function(f"({NAME})() === 'Words'")
    page.keyboard.type("I drive home awake now.")
    press(page, "Save draft")
    assert Quote.objects.get(entry=entry).words == "I drive home awake now."
    press(page, "Publish")
    reach(page, "I have seen this and it may go out as it is")
    page.keyboard.press("Space")
    reach(page, "Why")
    page.keyboard.type("The team confirmed it")
    press(page, "Publish")
    entry.refresh_from_db()
    assert (entry.status, entry.live.document["summary"]) == (Status.PUBLISHED, "Five wards changed their nights.")


@pytest.mark.parametrize("path", ["/admin/", "/admin/entries/entry/", "/admin/entries/theme/add/", "publish"])
def test_every_stop_is_seen(open_page: OpenPage, path: str) -> None:
    entry = factories.entry("Night breaks", themes=["rest"])
    path = f"/admin/entries/entry/{entry.pk}/publish/" if path == "publish" else path
    page = sign_in(open_page, path).page
    names = []
    for _ in stops(page):
        names.append(page.evaluate(NAME))
        assert names[-1]
        assert page.evaluate(LOOKS), f"no visible focus on {names[-1]!r}"
    assert len(names) > 5


@pytest.mark.parametrize("results", ["<p>91%.</p>", LIST, TABLE])
def test_tab_passes_through_the_editor_and_changes_nothing(open_page: OpenPage, results: str) -> None:
    entry = factories.entry(results=results)
    page = sign_in(open_page, form_of(entry)).page
    before = page.input_value("#id_results")
    page.get_by_role("textbox", name="Results", exact=True).focus()
    for key in ("Tab", "Shift+Tab"):
        for _ in range(4):
            page.keyboard.press(key)
    page.get_by_role("textbox", name="Results", exact=True).focus()
    page.keyboard.press("Control+End")
    page.evaluate(SETTLED)
    for _ in range(3):
        page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('.prose-editor:has(#id_results)')")
    assert page.input_value("#id_results") == before


def test_a_list_item_moves_in_from_its_start_as_in_word(open_page: OpenPage) -> None:
    page = sign_in(open_page, form_of(factories.entry(results=LIST))).page
    page.get_by_role("textbox", name="Results", exact=True).focus()
    for key in ("Control+End", "Home", "Tab"):
        page.evaluate(SETTLED)
        page.keyboard.press(key)
    assert "<ul><li><p>Two</p></li></ul></li>" in page.input_value("#id_results")
    page.keyboard.press("Shift+Tab")
    assert page.input_value("#id_results") == LIST


def test_the_toolbar_is_one_stop_and_arrows_go_along_it(open_page: OpenPage) -> None:
    entry = factories.entry(results="<p>91% of breaks</p>")
    page = sign_in(open_page, form_of(entry)).page
    page.get_by_role("textbox", name="Results", exact=True).focus()
    page.keyboard.press("Control+A")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(NAME) == "Bold"
    page.keyboard.press("ArrowRight")
    assert page.evaluate(NAME) == "Italic"
    page.keyboard.press("Enter")
    assert page.input_value("#id_results") == "<p><em>91% of breaks</em></p>"
