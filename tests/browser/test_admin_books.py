"""The desk's page of a Book's files in a browser: WCAG 2.2 AA, by keyboard, and no sideways scroll."""

from pathlib import Path

import pytest

from tests import factories
from tests.browser.conftest import OpenPage
from tests.browser.looking import follow
from tests.browser.test_admin import sign_in
from tests.browser.test_admin_axe import LONG, faults


@pytest.mark.browser
def test_a_file_is_made_by_keyboard_and_the_page_has_no_fault(
    open_page: OpenPage, transactional_db: None, tmp_path: Path, settings: pytest.FixtureRequest
) -> None:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]
    book = factories.edition(title=LONG[:150])
    factories.published(LONG[:180], edition=book, care_groups=["wards"])
    visit = sign_in(open_page, f"/admin/entries/edition/{book.pk}/change/")
    follow(visit.page.get_by_role("link", name="Files of this Book"))
    found = faults(visit.page)
    visit.page.get_by_role("button", name="Make The whole Book, PDF").focus()
    with visit.page.expect_navigation():
        visit.page.keyboard.press("Enter")
    assert visit.page.get_by_role("link", name="Open The whole Book, PDF").count() == 1
    assert found + faults(visit.page) == []
