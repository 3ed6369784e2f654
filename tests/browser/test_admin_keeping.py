"""The desk's pages for keeping the library true, and its outbox, against WCAG 2.2 AA at 1280 and 360 px."""

import pytest
from django.urls import reverse

from entries.models import Ask, CheckedLink, Entry, LinkState, Mail, MailState
from tests import factories
from tests.browser.conftest import OpenPage
from tests.browser.looking import follow
from tests.browser.test_admin import form_of, sign_in
from tests.browser.test_admin_axe import LONG, faults, look
from tests.editorial.outbox.mails import posted

WORKLIST = "/admin/entries/entry/keeping/"


@pytest.fixture
def entry(transactional_db: None) -> Entry:
    """A published entry that nobody looks after, with a broken link and a question to its team."""
    made = factories.published(LONG[:190], contact=factories.contact("n" * 50 + "@anyshire.example"))
    link = CheckedLink.objects.create(
        digest="a", address=f"https://anyshire.example/{'gone/' * 40}", state=LinkState.BROKEN, why="404 Not Found"
    )
    link.entries.add(made)
    Ask.objects.create(entry=made, whom="n" * 60 + "@anyshire.example", why=LONG)
    factories.many(60)
    return made


def test_the_worklist_by_keyboard_and_without_scripts(open_page: OpenPage, entry: Entry) -> None:
    visit = sign_in(open_page, WORKLIST)
    page = visit.page
    found = look(
        visit, WORKLIST, f"{WORKLIST}?reason=broken", f"{WORKLIST}?reason=ownerless&page=2", f"{WORKLIST}?reason=due"
    )
    page.goto(f"{visit.origin}{WORKLIST}?reason=broken")
    page.get_by_role("checkbox", name="Tick Working with families").press("Space")
    page.get_by_label("With those ticked").select_option(label="Still right")
    follow(page.get_by_role("button", name="Go on"))
    found += faults(page)
    follow(page.get_by_role("button", name="Show what this will do"))
    found += faults(page)
    follow(page.get_by_role("button", name="Still right: 1 of 1"))
    page.get_by_text("1 entry was changed.").wait_for()
    assert page.url.endswith("?reason=broken")
    assert found == []


def test_the_entrys_panel_and_its_pages(open_page: OpenPage, entry: Entry) -> None:
    visit = sign_in(open_page, "/admin/")
    add = f"{reverse('admin:entries_ask_add')}?entry={entry.pk}"
    ask = reverse("admin:entries_ask_change", args=[Ask.objects.get().pk])
    link = reverse("admin:entries_checkedlink_change", args=[CheckedLink.objects.get().pk])
    still = reverse("admin:entries_entry_still_right", args=[entry.pk])
    pages = (form_of(entry), still, add, ask, "/admin/entries/ask/", "/admin/entries/checkedlink/", link)
    assert look(visit, *pages) == []


def test_the_outbox_and_the_words_of_mails(open_page: OpenPage, entry: Entry) -> None:
    for number, state in enumerate(MailState.values):
        posted(f"{'n' * 50}{number}@anyshire.example", state=state, why=f"The mail server said: 550 {LONG}")
    visit = sign_in(open_page, "/admin/", "superuser")
    mail = f"/admin/entries/mail/{Mail.objects.all()[0].pk}/change/"
    found = look(visit, "/admin/entries/mail/", mail, "/admin/entries/mailtext/", "/admin/entries/mailtext/moved/")
    visit.page.fill("#id_text", "{titel}")
    follow(visit.page.get_by_role("button", name="Use these words"))
    visit.page.get_by_text("There is nothing to fill in for {titel}.").wait_for()
    assert found + faults(visit.page) == []
