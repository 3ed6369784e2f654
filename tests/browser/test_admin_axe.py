"""Every page of the desk against WCAG 2.2 AA at 1280 and 360 px, with no sideways scroll."""

from datetime import date

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Page

from entries import library
from entries.models import (
    BestBet,
    Entry,
    EntryPartner,
    KeyFigure,
    Lesson,
    Quote,
    Resource,
    Search,
    Synonym,
    Update,
)  # fmt: skip
from tests import factories
from tests.browser.conftest import OpenPage
from tests.browser.looking import Visit, axe_violations, follow, sideways_scroll
from tests.browser.test_admin import form_of, sign_in

KINDS = ("edition", "caregroup", "theme", "team", "organisation", "contact", "synonym", "bestbet", "user")
LONG = "Working with families, schools and the ambulance service so that children are seen at home " * 2


@pytest.fixture
def entry(transactional_db: None) -> Entry:
    """A published entry with a row of every kind, and one of everything that it hangs on; its title is long."""
    own = factories.organisation("cheshire-and-wirral-partnership", website="https://anyshire.example/")
    factories.organisation("before", successor=own, region="midlands")
    made = factories.published(
        LONG, teams=[factories.team(organisation=own)], edition=factories.edition(organisation=own), themes=["rest"],
        care_groups=["wards"], contact=factories.contact("n" * 50 + "@anyshire.example"), aims="<p>Aims.</p>",
    )  # fmt: skip
    with library.writing():
        KeyFigure.objects.create(entry=made, value="91%", label="of breaks taken")
        Quote.objects.create(entry=made, words="I drive home awake now.", role="Support worker")
        Lesson.objects.create(entry=made, kind="pitfall", text="The nurse in charge goes first.")
        Resource.objects.create(entry=made, title="Card", url="https://anyshire.example/card", kind="pdf")
        Update.objects.create(entry=made, date=date(2025, 12, 11), title="18 months on", text="<p>12 wards.</p>")
        EntryPartner.objects.create(entry=made, organisation=own)
        Synonym.objects.create(left="IPC", right=LONG)
        BestBet.objects.create(words="w" * 60, entry=made)
        made.slug = "moved"
        made.save()
    return made


def faults(page: Page) -> list[str]:
    """What is wrong with the page as it stands, wide and narrow."""
    found = [] if page.locator("h1").count() == 1 else ["not one h1"]
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"at {width}: {fault}" for fault in (*sideways_scroll(page), *axe_violations(page))]
    return [f"{page.url} {fault}" for fault in found]


def look(visit: Visit, *paths: str) -> list[str]:
    """What is wrong with each page, breaches of its policy included."""
    found = []
    for path in paths:
        visit.page.goto(visit.origin + path)
        found += [f"{path} {message}" for message in visit.messages]
        found += faults(visit.page)
        # What axe itself asks for is none of the page's doing.
        visit.messages.clear()
    return found


def test_signing_in_and_out(open_page: OpenPage, entry: Entry) -> None:
    person = factories.person("superuser")
    visit = open_page("/admin/login/")
    page = visit.page
    found = faults(page)
    for password in ("wrong", "a good long password"):
        page.fill("[name=username]", person.username)
        page.fill("[name=password]", password)
        follow(page.locator("[type=submit]"))
        found += faults(page)
    found += look(visit, "/admin/password_change/", f"/admin/entries/user/{person.pk}/password/")
    page.goto(f"{visit.origin}/admin/password_change/")
    page.fill("[name=old_password]", "a good long password")
    for password in ("short", "another good long password"):
        page.fill("[name=old_password]", "a good long password")
        page.fill("[name=new_password1]", password)
        page.fill("[name=new_password2]", password)
        follow(page.locator(".submit-row [type=submit]"))
        found += faults(page)
    assert "/password_change/done/" in page.url
    follow(page.get_by_role("button", name="Sign out"))
    assert page.inner_text("h1") == "You are signed out"
    assert found + faults(page) == []


def test_the_first_page_with_all_that_waits(open_page: OpenPage, entry: Entry) -> None:
    factories.entry(LONG, status="in-review", slug="waits")
    factories.edition("2030-31", title=LONG[:100], publishes_at="2099-04-01T09:00Z")
    Search.objects.create(day=localdate(), words="rostring", count=0, count_any=0)
    entry.summary = "Another."
    entry.save()
    visit = sign_in(open_page, "/admin/")
    assert visit.page.locator(".cd-box tbody tr").count() == 2
    assert visit.page.get_by_role("link", name="1 search that found nothing or little").count() == 1
    assert look(visit, "/admin/", "/admin/entries/") == []
    visit.page.set_viewport_size({"width": 360, "height": 800})
    visit.page.goto(f"{visit.origin}/admin/")
    # Fails where something else lies over it.
    visit.page.get_by_role("link", name="Synonyms").click(trial=True)


def test_lists(open_page: OpenPage, entry: Entry) -> None:
    visit = sign_in(open_page, "/admin/", "superuser")
    lists = [f"/admin/entries/{kind}/" for kind in (*KINDS, "oldslug", "entry")]
    lists += ["/admin/auth/group/", "/admin/entries/entry/?status__exact=published", "/admin/entries/entry/?q=nowhere"]
    assert look(visit, *lists) == []


def test_what_was_searched_for_and_what_can_be_taught(open_page: OpenPage, entry: Entry) -> None:
    for words, count in (("rostring", 0), (LONG, 9), ("w" * 200, 2)):
        Search.objects.create(day=localdate(), words=words, count=count, count_any=count)
    visit = sign_in(open_page, "/admin/entries/search/")
    found = look(visit, "/admin/entries/search/")
    for name in ("Add a synonym for rostring", "Add a best bet for rostring"):
        visit.page.goto(f"{visit.origin}/admin/entries/search/")
        follow(visit.page.get_by_role("link", name=name))
        assert visit.page.locator("#id_left, #id_words").input_value() == "rostring"
        found += faults(visit.page)
    assert found == []


@pytest.mark.parametrize("kind", KINDS)
def test_forms(open_page: OpenPage, entry: Entry, kind: str) -> None:
    visit = sign_in(open_page, "/admin/", "superuser")
    visit.page.goto(f"{visit.origin}/admin/entries/{kind}/")
    form = visit.page.locator("#result_list tbody th a").first.get_attribute("href") or ""
    assert look(visit, f"/admin/entries/{kind}/add/", form) == []


@pytest.mark.parametrize("kind", ["edition", "user"])
def test_a_refused_form(open_page: OpenPage, transactional_db: None, kind: str) -> None:
    visit = sign_in(open_page, "/admin/", "superuser")
    visit.page.goto(f"{visit.origin}/admin/entries/{kind}/add/")
    follow(visit.page.locator("[name=_save]"))
    visit.page.locator(".errornote").wait_for()
    assert faults(visit.page) == []


def test_the_entrys_form_with_a_row_more_of_every_kind(open_page: OpenPage, entry: Entry) -> None:
    visit = sign_in(open_page, "/admin/")
    found = look(visit, form_of(entry))
    more = visit.page.locator(".add-row a")
    assert more.count() == 8
    for button in more.all():
        button.click()
    for folded in visit.page.locator("details > summary").all():
        folded.click()
    assert visit.page.locator(".inline-related:not(.empty-form, .has_original)").count() >= 8
    assert found + faults(visit.page) == []


def test_a_new_entry_and_a_refused_one(open_page: OpenPage, entry: Entry) -> None:
    visit = sign_in(open_page, "/admin/")
    found = look(visit, "/admin/entries/entry/add/")
    follow(visit.page.get_by_role("button", name="Save draft"))
    visit.page.locator(".errornote").wait_for()
    assert found + faults(visit.page) == []


def test_moves_history_and_deleting(open_page: OpenPage, entry: Entry) -> None:
    draft, theme = factories.entry("Only begun"), entry.themes.get()
    visit = sign_in(open_page, "/admin/", "superuser")
    page = visit.page
    page.goto(visit.origin + form_of(draft))
    follow(page.get_by_role("button", name="Save draft"))
    theme_form = f"/admin/entries/theme/{theme.pk}/"
    page.goto(f"{visit.origin}{theme_form}change/")
    follow(page.locator("[name=_save]"))
    moves = [f"/admin/entries/entry/{entry.pk}/{move}/" for move in ("publish", "withdraw", "history")]
    moves += [f"/admin/entries/entry/{draft.pk}/{move}/" for move in ("publish", "submit", "history", "delete")]
    found = look(visit, *moves, f"{theme_form}history/", f"{theme_form}delete/")
    page.goto(f"{visit.origin}/admin/entries/entry/")
    page.check("#action-toggle")
    page.select_option("[name=action]", "delete_selected")
    follow(page.locator(".actions button"))
    found += faults(page)
    page.goto(f"{visit.origin}/admin/entries/entry/{draft.pk}/delete/")
    follow(page.locator("#content [type=submit]"))
    assert Entry.objects.count() == 1
    assert found + look(visit, "/admin/entries/entry/deleted/") == []


def test_what_a_bulk_action_will_do(open_page: OpenPage, entry: Entry) -> None:
    factories.entry("Without a team", teams=[])
    visit = sign_in(open_page, "/admin/entries/entry/")
    page, found = visit.page, []
    for action in ("publish_chosen", "withdraw_chosen", "tag_chosen", "assign_chosen"):
        page.goto(f"{visit.origin}/admin/entries/entry/")
        page.check("#action-toggle")
        page.select_option("[name=action]", action)
        follow(page.locator(".actions button"))
        found += faults(page)
        follow(page.get_by_role("button", name="Show what this will do"))
        found += faults(page)
    assert page.get_by_text("Stands so already").count() == 2
    assert found == []


def test_links_for_people_without_an_account(open_page: OpenPage, entry: Entry) -> None:
    visit = sign_in(open_page, "/admin/", "superuser")
    found = []
    for path in (f"/admin/entries/entry/{entry.pk}/links/", f"/admin/entries/edition/{entry.edition_id}/links/"):
        found += look(visit, path)
        visit.page.fill("#id_note", LONG[:110])
        follow(visit.page.get_by_role("button", name="Make a link"))
        found += faults(visit.page)
        address = visit.page.input_value("#new-link")
        visit.messages.clear()  # what axe itself asked for
        found += look(visit, address.removeprefix(visit.origin))
    assert found == []


def test_publishing_a_book(open_page: OpenPage, entry: Entry) -> None:
    book = factories.edition("2030-31", title=LONG[:180], state="judging", cover="a.png", received=1)
    for number, fields in enumerate(({"results": "<p>943 476 5919</p>"}, {"next_steps": ""}, {})):
        factories.entry(f"{number} {LONG[:180]}", edition=book, **{**factories.WHOLE, **fields})
    factories.entry("Undecided", edition=book, outcome="undecided")
    visit = sign_in(open_page, "/admin/entries/edition/", "superuser")
    found = look(visit, f"/admin/entries/edition/{book.pk}/publish/", f"/admin/entries/edition/{book.pk}/change/")
    book.cover_alt = "A lamp"
    book.save()
    visit.page.goto(f"{visit.origin}/admin/entries/edition/{book.pk}/publish/")
    follow(visit.page.get_by_role("button", name="Publish 2, without the 1 blocked"))
    visit.page.get_by_text("Nothing was published.").wait_for()
    found += faults(visit.page)
    visit.page.check("#id_seen")
    follow(visit.page.get_by_role("button", name="Publish 2, without what is left out"))
    visit.page.get_by_text("2 entries go out").wait_for()
    found += faults(visit.page)
    follow(visit.page.get_by_role("button", name="Take it back"))
    visit.page.get_by_text("Readers see nothing of it").wait_for()
    assert found == []


def test_two_versions_beside_each_other_and_a_conflict(open_page: OpenPage, entry: Entry) -> None:
    page = (visit := sign_in(open_page, form_of(entry), "superuser")).page
    for title in (LONG[:150], "Night breaks"):
        page.goto(visit.origin + form_of(entry))
        page.fill("[name=title]", title)
        follow(page.locator("[name=_continue]"))
    page.goto(f"{visit.origin}/admin/entries/entry/{entry.pk}/history/")
    follow(page.get_by_role("button", name="Compare the two versions"))
    assert page.locator("del, ins").count() > 1
    found = faults(page)
    other = sign_in(open_page, form_of(entry)).page
    other.fill("[name=title]", "Day breaks")
    page.goto(visit.origin + form_of(entry))
    follow(other.locator("[name=_continue]"))
    page.fill("[name=title]", "Quiet breaks")
    follow(page.locator("[name=_continue]"))
    assert "while you were writing" in page.inner_text(".errorlist.nonfield")
    assert found + faults(page) == []


def test_the_editors_dialogue_for_a_link(open_page: OpenPage, entry: Entry) -> None:
    page = sign_in(open_page, form_of(entry)).page
    page.get_by_role("textbox", name="Results", exact=True).focus()
    page.keyboard.type("Words")
    page.keyboard.press("Control+A")
    page.get_by_role("toolbar", name="Format: Results").get_by_role("button", name="Link", exact=True).click()
    page.get_by_role("dialog").wait_for()
    assert faults(page) == []
