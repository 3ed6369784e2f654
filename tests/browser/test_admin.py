"""The desk in a real browser: typing, pasting from Word, choosing tags, all within the policy and by keyboard."""

from itertools import combinations

import pytest
from playwright.sync_api import Locator, Page

from entries.models import Entry
from tests import factories
from tests.browser.conftest import OpenPage
from tests.browser.looking import Visit, axe_violations, follow, sideways_scroll

PASTE = """(area, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "plain");
  area.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""
ITEM = (
    "<p class=MsoListParagraphCxSpMiddle style='text-indent:-18pt;mso-list:l0 level{level} lfo1'>"
    "<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>{mark}"
    "<span style='font:7.0pt Times'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>{text}<o:p></o:p></p>"
)
WORD = (
    "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><style>p.MsoNormal {margin: 0}</style></head><body>"
    "<!--[if gte mso 9]><xml>x</xml><![endif]--><p class=MsoNormal style='margin:0cm;color:red'>Before <b>it</b></p>"
    + ITEM.format(level=1, mark="·", text="First")
    + ITEM.format(level=2, mark="o", text="Under it")
    + ITEM.format(level=1, mark="·", text="Second")
    + ITEM.format(level=1, mark="1.", text="One")
    + "<p class=MsoNormal>After</p></body></html>"
)
TABLE = "<table><tr><th>A</th></tr><tr><td style='width:3cm'>1</td></tr></table>"
BULLETS = "<ul><li><p>First</p><ul><li><p>Under it</p></li></ul></li><li><p>Second</p></li></ul>"


def sign_in(open_page: OpenPage, path: str, role: str = "Publisher", width: int = 1280) -> Visit:
    """A page of the desk, opened by somebody who signs in on the way."""
    person = factories.person(role)
    visit = open_page(f"/admin/login/?next={path}", width=width)
    visit.page.fill("[name=username]", person.username)
    visit.page.fill("[name=password]", "a good long password")
    follow(visit.page.locator("[type=submit]"))
    return visit


def form_of(entry: Entry) -> str:
    return f"/admin/entries/entry/{entry.pk}/change/"


def area(page: Page, name: str) -> Locator:
    """The editable area of that name, as a screen reader finds it."""
    return page.get_by_role("textbox", name=name, exact=True)


def test_words_are_typed_and_pasted_within_the_policy(open_page: OpenPage) -> None:
    entry = factories.entry()
    visit = sign_in(open_page, form_of(entry), "Editor")
    actions = area(visit.page, "What we did")
    actions.click()
    visit.page.keyboard.type("Typed.")
    visit.page.keyboard.press("Enter")
    actions.evaluate(PASTE, WORD)
    assert visit.messages == []
    assert visit.foreign() == []
    follow(visit.page.get_by_role("button", name="Save draft"))
    entry.refresh_from_db()
    assert entry.actions == (
        f"<p>Typed.</p><p>Before <strong>it</strong></p>{BULLETS}<ol><li><p>One</p></li></ol><p>After</p>"
    )
    assert visit.messages == []


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("<p>· one</p><p>·&nbsp; two</p>", "<ul><li><p>one</p></li><li><p>two</p></li></ul>"),
        ("<p>Start</p><h1>Title</h1><p>Text</p>", "<p>Start</p><h3>Title</h3><p>Text</p>"),
        ("<p>a</p><h5>Small</h5><p>b</p>", "<p>a</p><h4>Small</h4><p>b</p>"),
        ("<p>o one word</p><p>- a dash</p><p>1. a year</p>", "<p>o one word</p><p>- a dash</p><p>1. a year</p>"),
        ("<p>a</p><script>alert(1)</script><p onclick='x()'>b</p>", "<p>a</p><p>b</p>"),
        ("<p>a</p><ul><li>one</li></ul><p>b</p>", "<p>a</p><ul><li><p>one</p></li></ul><p>b</p>"),
    ],
)
def test_what_is_pasted_is_tidied(open_page: OpenPage, pasted: str, kept: str) -> None:
    visit = sign_in(open_page, form_of(factories.entry()))
    area(visit.page, "Results").evaluate(PASTE, pasted)
    assert visit.page.input_value("#id_results", strict=True) == kept
    assert visit.messages == []


def test_a_pasted_table_keeps_its_cells(open_page: OpenPage) -> None:
    visit = sign_in(open_page, form_of(factories.entry()))
    area(visit.page, "Results").evaluate(PASTE, TABLE)
    table = visit.page.input_value("#id_results")
    assert "<th" in table
    assert "<td" in table
    assert visit.messages == []


def test_an_area_is_named_and_described_by_its_help(open_page: OpenPage) -> None:
    page = sign_in(open_page, form_of(factories.entry())).page
    aims = area(page, "What did we want to achieve?")
    described = aims.get_attribute("aria-describedby")
    assert "Paste from Word" in page.inner_text(f"#{described}")
    assert page.get_by_role("toolbar", name="Format: What did we want to achieve?").count() == 1


def test_an_added_update_has_an_editor(open_page: OpenPage) -> None:
    visit = sign_in(open_page, form_of(factories.entry()))
    visit.page.get_by_role("button", name="Add another Dated update").or_(
        visit.page.get_by_role("link", name="Add another Dated update")
    ).click()
    area(visit.page, "Text").click()
    visit.page.keyboard.type("Later.")
    assert visit.page.input_value("#id_updates-0-text") == "<p>Later.</p>"
    assert visit.messages == []


def test_a_theme_is_chosen_by_keyboard(open_page: OpenPage) -> None:
    factories.theme("staff-wellbeing")
    wanted, entry = factories.theme("patient-safety"), factories.entry()
    page = sign_in(open_page, form_of(entry)).page
    search = page.get_by_role("searchbox", name="Themes")
    search.focus()
    page.keyboard.type("safe")
    page.get_by_role("option", name="Patient safety").wait_for()
    page.keyboard.press("Enter")
    with page.expect_navigation():
        page.get_by_role("button", name="Save draft").press("Enter")
    assert list(entry.themes.all()) == [wanted]


def test_publishing_takes_what_was_just_typed(open_page: OpenPage) -> None:
    entry = factories.published("Night breaks")
    page = sign_in(open_page, form_of(entry)).page
    page.fill("[name=title]", "Day breaks")
    follow(page.get_by_role("button", name="Publish changes"))
    page.check("[name=seen]")
    page.fill("[name=why]", "The team confirmed it")
    follow(page.get_by_role("button", name="Publish changes"))
    entry.live.refresh_from_db()
    assert entry.live.document["title"] == "Day breaks"


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_pass_axe_and_fit(open_page: OpenPage, width: int) -> None:
    entry = factories.published(
        "Night breaks",
        edition=factories.edition(),
        themes=["staff-wellbeing"],
        care_groups=["community-care"],
        contact=factories.contact(),
        figures=[("7", "jobs")],
    )
    visit = open_page("/admin/login/", width=width)
    found = axe_violations(visit.page)
    visit = sign_in(open_page, "/admin/", width=width)
    for path in (
        "/admin/",
        "/admin/entries/entry/",
        form_of(entry),
        f"/admin/entries/entry/{entry.pk}/publish/",
        f"/admin/entries/entry/{entry.pk}/history/",
        f"/admin/entries/edition/{entry.edition_id}/change/",
        "/admin/entries/theme/",
    ):
        visit.page.goto(visit.origin + path)
        visit.page.wait_for_load_state("networkidle")
        assert visit.messages == [], path
        found += [f"{path} {fault}" for fault in axe_violations(visit.page) + sideways_scroll(visit.page)]
        visit.messages.clear()
    assert found == []


@pytest.mark.parametrize("width", [360, 1280])
def test_on_the_first_page_no_part_lies_over_another(open_page: OpenPage, transactional_db: None, width: int) -> None:
    factories.entry("Waits", status="in-review")
    page = sign_in(open_page, "/admin/", width=width).page
    parts = [part.bounding_box() for part in page.locator("#content > :not(br)").all()]
    boxes = [box for box in parts if box]
    assert len(boxes) > 4
    for one, other in combinations(boxes, 2):
        across = one["x"] < other["x"] + other["width"] and other["x"] < one["x"] + one["width"]
        down = one["y"] < other["y"] + other["height"] and other["y"] < one["y"] + one["height"]
        assert not (across and down), (one, other)
