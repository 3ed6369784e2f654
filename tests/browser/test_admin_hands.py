"""Editing, pasting from Word and uploading as hands do it: by keyboard alone, wide and narrow, a silent console."""

from pathlib import Path

import pytest

from entries.models import Entry, Status
from tests import factories
from tests.browser.conftest import OpenPage
from tests.browser.looking import Visit, axe_violations, sideways_scroll
from tests.browser.test_admin import BULLETS, WORD, form_of, sign_in
from tests.browser.test_admin_keyboard import press, reach
from tests.importers.stories import stories
from tests.importers.word_files import real_headings, word_file

pytestmark = pytest.mark.parametrize("width", [360, 1280])
# What Word puts on the clipboard beside words: a picture on its own disk, a wide table, style sheets and its own marks.
PICTURE = "<p><v:shape style='width:90pt'><img width=900 src='file:///C:/Temp/msohtmlclip1/01/clip_image001.png'></v:shape></p>"
CELLS = "".join(f"<td width=200 style='width:150pt;background:yellow'>Measure number {n}</td>" for n in range(9))
TABLE = f"<table class=MsoTable style='width:900pt'><tr>{CELLS}</tr></table>"
COPIED = WORD.replace("<p class=MsoNormal>After</p>", f"{PICTURE}{TABLE}<p class=MsoNormal>After</p>")
COPY = """html => document.addEventListener("copy", event => {
  event.clipboardData.setData("text/html", html);
  event.clipboardData.setData("text/plain", "plain");
  event.preventDefault();
})"""


def copy_from_word(visit: Visit) -> None:
    """Another window copies what Word would; the clipboard is the browser's own."""
    word = visit.page.context.new_page()
    word.evaluate(COPY, COPIED)
    word.keyboard.press("Control+C")
    word.close()
    visit.page.bring_to_front()


def wrong(visit: Visit) -> list[str]:
    """What is wrong with the page as it stands: the console, requests to elsewhere, axe, and what sticks out."""
    found = [*visit.messages, *visit.foreign(), *axe_violations(visit.page), *sideways_scroll(visit.page)]
    # What axe itself asks for is none of the page's doing.
    visit.messages.clear()
    return [f"{visit.page.url} {fault}" for fault in found]


def test_a_story_is_typed_and_pasted_from_word(open_page: OpenPage, width: int) -> None:
    entry = factories.entry("Night breaks")
    visit = sign_in(open_page, form_of(entry), "Editor", width=width)
    copy_from_word(visit)
    page, found = visit.page, wrong(visit)
    reach(page, "Summary")
    page.keyboard.type("Five wards changed their nights.")
    reach(page, "What we did")
    page.keyboard.type("Typed.")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+V")
    page.get_by_text("Measure number 8").wait_for()
    found += wrong(visit)
    press(page, "Save draft")
    assert found + wrong(visit) == []
    entry.refresh_from_db()
    assert entry.summary == "Five wards changed their nights."
    assert entry.actions.startswith(
        f"<p>Typed.</p><p>Before <strong>it</strong></p>{BULLETS}<ol><li><p>One</p></li></ol>"
    )
    assert [mark in entry.actions for mark in ("<table>", "Measure number 8", "style", "<img", "Mso")] == [
        True, True, False, False, False,
    ]  # fmt: skip


def test_files_are_uploaded_and_made_drafts(open_page: OpenPage, width: int, tmp_path: Path) -> None:
    story = stories(1)[0]
    (tmp_path / "breaks.txt").write_text("Night breaks\nTeam: Night Care\nResults\nFewer falls.\n")
    files = [word_file(tmp_path / "falls.docx", real_headings, story), tmp_path / "breaks.txt"]
    factories.edition("2026-27", state="judging", publishes_at=None)
    visit = sign_in(open_page, "/admin/entries/delivery/add/", "Editor", width=width)
    page, found = visit.page, wrong(visit)
    # From the first listener on the browser leaves choosing files to the test, and it is not told to wait for that.
    page.on("filechooser", lambda chooser: None)
    reach(page, "Files")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(files)
    press(page, "Read them")
    page.wait_for_url("**/change/", timeout=60_000)
    found += wrong(visit)
    press(page, story.title)
    found += wrong(visit)
    for _ in files:
        press(page, "Make a draft")
        found += wrong(visit)
    assert found == []
    assert {(one.title, one.status) for one in Entry.objects.all()} == {
        (story.title, Status.DRAFT), ("Night breaks", Status.DRAFT),
    }  # fmt: skip
