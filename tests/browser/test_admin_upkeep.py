"""The pages that change many things at once, against WCAG 2.2 AA at 1280 and 360 px, and by keyboard."""

from pathlib import Path

import pytest

from entries.editorial import links
from entries.models import Contact, Team
from tests import factories
from tests.browser.conftest import OpenPage
from tests.browser.looking import follow
from tests.browser.test_admin import sign_in
from tests.browser.test_admin_axe import LONG, faults, look

pytestmark = pytest.mark.django_db(transaction=True)
LEFT = "/admin/entries/contact/left/"
OLD = f"ann.{'a' * 40}.smith@anyshire.example"


def test_somebody_has_left(open_page: OpenPage) -> None:
    contact = Contact.objects.create(mailbox=OLD, person="Ann Smith", role=LONG[:150])
    made = factories.published(LONG, contact=contact, aims=f"<p>Ann Smith, {OLD}</p>")
    links.give(links.PREVIEW_ENTRY, made, days=9, note="Ann Smith", held_by=OLD)
    factories.entry("Looked after", editor=factories.person("Editor", email=OLD, first_name="A" * 150))
    visit = sign_in(open_page, "/admin/entries/contact/", "Publisher")
    page = visit.page
    found = look(visit, "/admin/entries/contact/", LEFT, f"{LEFT}?who=nobody", f"{LEFT}?name=nobody", f"{LEFT}?who=ann")
    page.get_by_role("link", name="Ann Smith").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Ann Smith has left").wait_for()
    found += faults(page)
    follow(page.get_by_role("button", name="Show what this will do"))
    found += faults(page)
    page.get_by_label("Ask this mailbox instead").fill("team@anyshire.example")
    page.keyboard.press("Enter")
    page.get_by_text("Readers see the new contact at once.").wait_for()
    found += faults(page)
    page.get_by_role("button", name="Swap them everywhere").focus()
    page.keyboard.press("Enter")
    page.get_by_text("What happened").first.wait_for()
    found += faults(page)
    visit.messages.clear()  # what axe itself asked for
    assert found + look(visit, "/admin/entries/upkeep/") == []


def test_names_kept_tidy(open_page: OpenPage) -> None:
    for slug in ("podiatry", "podiatry-wirral"):
        factories.published(f"{slug} {LONG}"[:200], teams=[factories.team(slug, name=f"{slug} {LONG}"[:200])])
    kept, theme = Team.objects.get(slug="podiatry"), factories.theme("slips")
    factories.theme("slip")
    visit = sign_in(open_page, "/admin/entries/team/", "Publisher")
    page = visit.page
    found = look(visit, "/admin/entries/team/", f"/admin/entries/team/{kept.pk}/change/")
    for action in ("rename", "retire"):
        page.goto(f"{visit.origin}/admin/entries/theme/{theme.pk}/{action}/")
        follow(page.get_by_role("button", name="Show what this will do"))
        found += faults(page)
    page.goto(f"{visit.origin}/admin/entries/theme/")
    page.get_by_role("button", name="These are different").focus()
    page.keyboard.press("Enter")
    page.get_by_text("they are not suggested again").wait_for()
    page.goto(f"{visit.origin}/admin/entries/team/")
    page.check("#action-toggle")
    page.select_option("[name=action]", "merge_chosen")
    follow(page.locator(".actions button"))
    found += faults(page)
    page.locator("[name=into]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("What will happen").first.wait_for()
    found += faults(page)
    follow(page.get_by_role("button", name="Merge them"))
    page.get_by_text("What happened").first.wait_for()
    assert found + faults(page) == []
    assert Team.objects.count() == 1


def test_a_sheet_out_and_back(open_page: OpenPage, tmp_path: Path) -> None:
    factories.entry(LONG[:200], slug="long", summary=LONG, aims=f"<p>{LONG}</p>")
    visit = sign_in(open_page, "/admin/entries/entry/")
    page = visit.page
    found = look(visit, "/admin/entries/entry/", "/admin/entries/entry/sheet/")
    sheet = tmp_path / f"{'sheet' * 30}.csv"
    for text in ("slug\nlong\n", f"slug,title,kind\nlong,{'x' * 300},poem\nnowhere,Two,\n", "colour\nred\n"):
        sheet.write_text(text)
        page.goto(f"{visit.origin}/admin/entries/entry/sheet/")
        page.set_input_files("#id_sheet", sheet)
        follow(page.get_by_role("button", name="Show what it changes"))
        found += faults(page)
    sheet.write_text(f'slug,title,summary,themes\nlong,Day breaks,"{LONG[:100]}",Falls\n')
    page.set_input_files("#id_sheet", sheet)
    page.get_by_role("button", name="Show what it changes").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Change 1 entry").wait_for()
    found += faults(page)
    page.get_by_role("button", name="Change 1 entry").focus()
    page.keyboard.press("Enter")
    page.get_by_text("What happened").first.wait_for()
    assert found + faults(page) == []
