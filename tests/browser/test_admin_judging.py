"""Judging in a browser: axe, keyboard, 360 px, marks saved as they are given; and a small Book from first to last."""

import re
import time

import pytest
import time_machine
from playwright.sync_api import Page, expect

from entries.editorial import judging
from entries.models import Edition, Entry, Score, User
from tests import factories, judged
from tests.browser.conftest import OpenPage
from tests.browser.looking import Visit, follow
from tests.browser.test_admin import sign_in
from tests.browser.test_admin_axe import LONG, faults, look
from tests.browser.test_admin_keyboard import NAME, press, reach
from tests.browser.test_keyboard import LOOKS, stops


def signed(open_page: OpenPage, person: User, path: str) -> Visit:
    """A page of the desk, opened by this person."""
    visit = open_page(f"/admin/login/?next={path}")
    visit.page.fill("[name=username]", person.username)
    visit.page.fill("[name=password]", "a good long password")
    follow(visit.page.locator("[type=submit]"))
    return visit


def test_pages_of_judging_have_no_fault(open_page: OpenPage, transactional_db: None) -> None:
    ann = factories.person("Publisher", first_name="Ann", last_name="Abernathy-Featherstonehaugh")
    made = judged.book(2, ann, title=LONG[:180])
    one = judged.entry(made)
    one.title = LONG[:180]
    one.save()
    judged.give(ann, one, (1, 2, 3, 4), LONG)
    judging.declare(made.judges.get(), judged.entry(made, 1), LONG)
    base = f"/admin/entries/edition/{made.pk}/judging/"
    visit = signed(open_page, ann, "/admin/")
    cards = [f"/admin/judging/{made.pk}/", judged.card_of(one), judged.card_of(judged.entry(made, 1))]
    found = look(visit, "/admin/", base, *cards)
    judging.close_judging(made)
    found += look(visit, base, f"{base}totals/", f"{base}{one.pk}/", *cards)
    fresh = factories.edition("2031-32", state="collecting")
    assert found + look(visit, f"/admin/entries/edition/{fresh.pk}/judging/") == []


def test_a_judge_marks_by_keyboard_and_each_mark_is_saved_as_it_is_given(
    open_page: OpenPage, transactional_db: None
) -> None:
    ann = factories.person("")
    made = judged.book(2, ann)
    visit = signed(open_page, ann, f"/admin/judging/{made.pk}/")
    page = visit.page
    press(page, "Begin")
    page.locator("[name^=points-]").first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#saved")).to_contain_text("Saved at")
    page.wait_for_function("document.querySelector('[name^=points-]:checked').value === '3'")
    reach(page, "Why , for Difference made")
    page.keyboard.type("Plain figures.")
    press(page, "Save and go on")
    assert page.inner_text("h1") == "Story 001"
    assert Score.objects.get().points == 3
    assert Score.objects.get().comment == "Plain figures."
    assert visit.messages == []


def test_marks_still_to_be_saved_are_sent_when_the_page_is_left(open_page: OpenPage, transactional_db: None) -> None:
    ann = factories.person("")
    made = judged.book(2, ann)
    page = signed(open_page, ann, judged.card_of(judged.entry(made))).page
    # The first save hangs, so what is given meanwhile waits behind it; its answer never comes.
    page.route(
        "**/judging/**",
        lambda route: None if route.request.headers.get("accept") == "application/json" else route.continue_(),
    )
    group = page.locator("fieldset.cd-mark").first
    group.get_by_label("2", exact=True).check()
    group.get_by_label("4", exact=True).check()
    group.get_by_role("textbox").press_sequentially("Plain figures.")
    follow(page.get_by_role("link", name="Next"))
    assert page.inner_text("h1") == "Story 001"
    deadline = time.monotonic() + 10
    while not Score.objects.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert Score.objects.get().points == 4
    assert Score.objects.get().comment == "Plain figures."


def write(page: Page, origin: str, title: str, book: str) -> None:
    """A draft typed at the desk."""
    page.goto(f"{origin}/admin/entries/entry/add/")
    page.fill("[name=title]", title)
    page.locator("#id_team_links-0-team + .select2 .select2-selection").click()
    page.keyboard.type("night")
    page.get_by_role("option", name="Night Care Team").click()
    page.fill("[name=summary]", f"{title}: what was done, and what came of it.")
    for name in ("What did we want to achieve?", "What we did", "Results", "Next steps"):
        page.get_by_role("textbox", name=name, exact=True).click()
        page.keyboard.type(f"{title} {name.lower().rstrip('?')}.")
    page.select_option("[name=edition]", label=book)
    follow(page.locator("[name=_continue]"))
    follow(page.get_by_role("button", name="Submit"))
    follow(page.locator("#content-main").get_by_role("button", name="Submit"))


def mark(open_page: OpenPage, judge: User, made: Edition, points: dict[str, str]) -> None:
    """Every entry marked by one judge, the same for each criterion."""
    page = signed(open_page, judge, f"/admin/judging/{made.pk}/").page
    follow(page.get_by_role("link", name="Begin"))
    for _ in points:
        title = page.inner_text("h1")
        for group in page.locator("fieldset.cd-mark").all():
            group.get_by_label(points[title], exact=True).check()
        last = page.get_by_role("button", name="Save and go on").count() == 0
        follow(page.get_by_role("button", name="Save" if last else "Save and go on", exact=True))


def decide(page: Page, address: str, titles: list[str], outcome: str) -> None:
    """Entries decided together from the table of totals."""
    page.goto(address)
    for title in titles:
        page.check(f"[aria-label='Choose {title}']")
    page.select_option("#outcome", label=outcome)
    follow(page.get_by_role("button", name="Show what this will do"))
    follow(page.get_by_role("button", name=re.compile("Decide the outcome")))
    assert page.get_by_text("changed.").count() == 1


def test_from_three_submissions_to_a_published_book(open_page: OpenPage, transactional_db: None) -> None:
    factories.team()
    made = factories.edition("2030-31", title="The Book", state="collecting", publishes_at=None)
    ann, ben = (factories.person(role, first_name=name) for role, name in (("", "Ann"), ("Editor", "Ben")))
    editor, publisher = (sign_in(open_page, "/admin/", role) for role in ("Editor", "Publisher"))
    for title in ("Night breaks", "Day rooms", "Walking groups"):
        write(editor.page, editor.origin, title, "The Book")
    page, base = publisher.page, f"{publisher.origin}/admin/entries/edition/{made.pk}"
    page.goto(f"{base}/judging/")
    assert page.get_by_text("3 received").count() == 1
    follow(page.get_by_role("button", name="Save the criteria"))
    page.get_by_label("Ann").check()
    page.get_by_label("Ben").check()
    follow(page.get_by_role("button", name="Save the judges"))
    follow(page.get_by_role("button", name="Open judging"))
    for judge, give in ((ann, "543"), (ben, "531")):
        mark(open_page, judge, made, dict(zip(("Night breaks", "Walking groups", "Day rooms"), give, strict=True)))
    page.goto(f"{base}/judging/")
    follow(page.get_by_role("button", name="Close judging"))
    follow(page.get_by_role("link", name="See the totals"))
    assert page.locator("td[data-label=Mean]").all_inner_texts() == ["5.00", "3.50", "2.00"]
    decide(page, f"{base}/judging/totals/", ["Night breaks"], "Full story")
    decide(page, f"{base}/judging/totals/", ["Walking groups"], "Honourable mention")
    decide(page, f"{base}/judging/totals/", ["Day rooms"], "Not in this Book")
    assert page.get_by_text("3 judged: 1 in full, 1 mentioned, 1 not in this Book").count() == 1
    page.goto(f"{base}/publish/")
    page.check("#id_seen")
    page.fill("#id_at", "2040-04-02T09:00:00")
    follow(page.get_by_role("button", name="Publish all 2"))
    assert page.get_by_text("1 story and 1 honourable mention").count() == 1
    # A fixed clock would stop the server that the browser talks to.
    assert open_page("/editions/2030-31/").status == 404
    with time_machine.travel("2040-04-02T08:00:00+00:00"):
        reader = open_page("/editions/2030-31/")
        assert reader.status == 200
        assert reader.page.get_by_text("projects received").count() == 1
        follow(reader.page.get_by_role("link", name="Other projects").first)
        assert reader.page.get_by_text("Night breaks results.").count() == 1
        assert reader.page.get_by_text("Day rooms").count() == 0
    assert Entry.objects.filter(status="published").count() == 2
    assert faults(page) == []


def test_a_correction_and_a_second_person_in_words(
    open_page: OpenPage, transactional_db: None, settings: pytest.FixtureRequest
) -> None:
    settings.CASEBOOK_SECOND_PERSON = settings.CASEBOOK_EDITORS_MAY_CORRECT = True  # type: ignore[attr-defined]
    shown = factories.published("Night breaks", **{**factories.WHOLE, "actions": "<p>Budies.</p>"})
    erin, owen = factories.person("Editor", username="erin"), factories.person("Editor", first_name="Owen")
    page = (visit := signed(open_page, erin, f"/admin/entries/entry/{shown.pk}/change/")).page
    page.fill("[name=summary]", LONG)
    follow(page.get_by_role("button", name="Put the correction live"))
    assert page.get_by_text("Summary: it comes or goes.").count() == 1
    assert page.get_by_text("You were the last to change").count() == 1
    assert page.get_by_role("button", name="Put the correction live").count() == 0
    found = faults(page)
    page.goto(f"{visit.origin}/admin/entries/entry/{shown.pk}/change/")
    page.fill("[name=summary]", "")
    actions = page.get_by_role("textbox", name="What we did", exact=True)
    actions.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("Buddies.")
    follow(page.locator("[name=_continue]"))
    other = signed(open_page, owen, f"/admin/entries/entry/{shown.pk}/correct/").page
    found += faults(other)
    reach(other, "Why")
    other.keyboard.type("A slip of the pen")
    press(other, "Put the correction live")
    assert open_page(f"/entries/{shown.slug}/").page.get_by_text("Buddies.").count() == 1
    assert found == []


def test_every_stop_of_a_judge_is_seen(open_page: OpenPage, transactional_db: None) -> None:
    ann = factories.person("Publisher")
    made = judged.book(2, ann)
    judged.give(ann, judged.entry(made), (1, 2, 3, 4))
    page = (visit := signed(open_page, ann, judged.card_of(judged.entry(made)))).page
    base = f"{visit.origin}/admin/entries/edition/{made.pk}/judging/"
    for address in ("", base, f"{base}totals/"):
        if address.endswith("totals/"):
            judging.close_judging(made)
        if address:
            page.goto(address)
        names = []
        for _ in stops(page):
            names.append(page.evaluate(NAME))
            assert names[-1]
            assert page.evaluate(LOOKS), f"no visible focus on {names[-1]!r}"
        assert len(names) > 8
