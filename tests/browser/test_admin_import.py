"""Bringing files in, in a browser: two files sent, reviewed and made drafts, by keyboard, wide and narrow."""

from pathlib import Path

from entries.models import Entry, Status
from tests import factories
from tests.browser.conftest import OpenPage
from tests.browser.looking import Visit, follow, switch_scripts
from tests.browser.test_admin import area, sign_in
from tests.browser.test_admin_axe import faults
from tests.importers.stories import stories
from tests.importers.test_pictures import png
from tests.importers.test_pictures import word_file as with_picture
from tests.importers.word_files import real_headings, word_file

BRING = "/admin/entries/delivery/add/"


def looked_at(visit: Visit) -> list[str]:
    """What is wrong with the page, breaches of the policy included."""
    found = [*visit.messages, *faults(visit.page)]
    # What axe itself asks for is none of the page's doing.
    visit.messages.clear()
    return found


def press(visit: Visit, name: str) -> None:
    """Press a button by the keyboard."""
    button = visit.page.get_by_role("button", name=name).first
    button.focus()
    with visit.page.expect_navigation():
        visit.page.keyboard.press("Enter")


def test_two_files_become_drafts(open_page: OpenPage, transactional_db: None, tmp_path: Path) -> None:
    factories.edition("2026-27", state="judging", publishes_at=None)
    factories.theme("handover", name="Quieter handover")
    story = stories(1)[0]
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    files = [
        word_file(tmp_path / "falls.docx", real_headings, story),
        with_picture(tmp_path / f"{'a-long-name-' * 9}.docx", (png(), "")),
        tmp_path / "old.doc",
    ]
    visit = sign_in(open_page, BRING, "Editor")
    found = looked_at(visit)
    visit.page.set_input_files("[name=sent]", files)
    press(visit, "Read them")
    visit.page.wait_for_url("**/change/", timeout=60_000)
    found += looked_at(visit)
    assert visit.page.get_by_text("3 of 3 read.").count() == 1
    follow(visit.page.get_by_role("link", name=story.title))
    found += looked_at(visit)
    area(visit.page, "Results").click()
    visit.page.keyboard.type("Typed. ")
    press(visit, "Make a draft")
    found += looked_at(visit)
    visit.page.get_by_label("What it shows, in words").fill("A lamp by a bed")
    press(visit, "Make a draft")
    assert visit.page.get_by_text("0 entries wait for your review.").count() == 1
    assert found + looked_at(visit) == []
    made = {entry.title: entry for entry in Entry.objects.all()}
    assert set(made) == {story.title, "A quieter handover"}
    assert "Typed." in made[story.title].results
    assert made["A quieter handover"].pictures.get().alt == "A lamp by a bed"
    assert {entry.status for entry in made.values()} == {Status.DRAFT}


def test_a_changed_file_shows_its_differences_and_works_without_script(
    open_page: OpenPage, transactional_db: None, tmp_path: Path
) -> None:
    factories.edition("2026-27", state="judging", publishes_at=None)
    path = tmp_path / "handover.txt"
    visit = sign_in(open_page, BRING, "Editor")
    switch_scripts(visit.page, on=False)
    for minutes in ("nine", "seven"):
        path.write_text(f"A quieter handover\nTeam: Linden\nResults\nHandover takes {minutes} minutes.\n")
        visit.page.goto(visit.origin + BRING)
        visit.page.set_input_files("[name=sent]", path)
        follow(visit.page.get_by_role("button", name="Read them"))
        visit.page.wait_for_url("**/change/", timeout=60_000)
        follow(visit.page.get_by_role("link", name="A quieter handover"))
        if minutes == "seven":
            assert visit.page.locator("del").inner_text() == "nine"
            assert looked_at(visit) == []
        follow(visit.page.get_by_role("button", name="Put it into" if minutes == "seven" else "Make a draft").first)
    assert Entry.objects.get().results == "<p>Handover takes seven minutes.</p>"
