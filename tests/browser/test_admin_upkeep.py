"""The pages that change many things at once, against WCAG 2.2 AA at 1280 and 360 px, and by keyboard."""

import pytest

from entries.editorial import links
from entries.models import Contact
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
