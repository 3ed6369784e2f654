"""Every public page type in a real Chromium, at three widths, with scripts and without."""

import pytest

from entries.editorial.actions import withdraw
from tests import factories
from tests.browser.conftest import OpenPage
from tests.browser.looking import WIDTHS, faults, sideways_scroll
from tests.browser.states import LONG_MAILBOX, LONG_TITLE, WIDE_TABLE, everything

PAGES = {
    "home": "/",
    "browse": "/entries/",
    "browse with three filters": "/entries/?q=breaks&care_group=wards&theme=rest&kind=case-study",
    "browse, all of a filter": "/entries/?more=theme",
    "browse, nothing found": "/entries/?q=breaks&care_group=homes&theme=rest",
    "browse, unknown value": "/entries/?theme=atlantis",
    "entry": "/entries/everything/",
    "entry of a Book": "/entries/story/",
    "mention": "/entries/mention/",
    "editions": "/editions/",
    "edition": "/editions/2024-25/",
    "part": "/editions/2024-25/wards/",
    "care groups": "/care-groups/",
    "care group": "/care-groups/wards/",
    "themes": "/themes/",
    "theme": "/themes/theme-1/",
    "team": "/teams/night-care/",
    "organisations": "/organisations/",
    "organisation": "/organisations/anyshire/",
    "organisation without projects": "/organisations/before/",
    "about": "/about/",
    "accessibility": "/accessibility/",
    "privacy": "/privacy/",
    "my list": "/compare/?entry=everything&entry=story&entry=mention&entry=withdrawn&entry=nothing&q=breaks",
    "empty list": "/compare/",
    "map": "/map/",
    "map of a search": "/map/?q=breaks&theme=rest",
    "JSON": "/api/v1/",
    "not found": "/nowhere/",
    "withdrawn": "/entries/withdrawn/",
}


@pytest.fixture
def full_library(transactional_db: None) -> None:
    """A library with every public page type."""
    own = factories.organisation("anyshire", website=f"https://anyshire.example/{'x' * 120}", description="Made up.",
                                 is_fictional=True, region="north-east-and-yorkshire")  # fmt: skip
    crew = factories.team("crew", organisation=factories.organisation("trust", region="scotland"))
    factories.published("Elsewhere", teams=[crew])
    factories.organisation("before", successor=own, region="midlands")
    factories.theme("theme-1", description="What a year of it brought. " * 4)
    everything("Breaks for night staff", slug="everything")
    many_themes = [f"theme-{number}" for number in range(14)]
    factories.published("Breaks at home", slug="home", care_groups=["homes"], themes=many_themes)
    book = factories.edition(
        "2024-25", received=90, holdings_note="One part only.", foreword="<p>Read on.</p>",
        foreword_author="Dr Okonjo", mentions_note="Many were sent in.", introduction="<p>A year of work.</p>",
    )  # fmt: skip
    for number, slug in enumerate(("story", "second")):
        factories.published(
            f"Story {number}", slug=slug, edition=book, care_groups=["wards"], aims="<p>Aims.</p>",
            results=WIDE_TABLE, summary="In short.", figures=[("Around 600", "views a day")] * 4,
        )  # fmt: skip
    factories.published("Mention", slug="mention", edition=book, care_groups=["wards"], outcome="mention")
    factories.published("Other", slug="other", edition=book, care_groups=["wards"], outcome="mention")
    withdraw(factories.published("Withdrawn", slug="withdrawn"), why="The team asked.")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_keeps_to_itself(open_page: OpenPage, full_library: None, name: str) -> None:
    for scripts in (True, False):
        visit = open_page(PAGES[name], scripts=scripts)
        assert visit.page.locator("h1").count() == 1
        assert faults(visit) == []
        assert visit.complaints() == []


@pytest.mark.parametrize("figures", [0, 1, 2, 3, 4])
def test_figures_leave_no_empty_cell(open_page: OpenPage, transactional_db: None, figures: int) -> None:
    rows = [("1 hour 52 minutes", "from first call to a knock on the door"), ("£1,204,600", "a year")] * 2
    factories.published("Figures", slug="figures", figures=rows[:figures], aims="<p>Aims.</p>")
    page = open_page("/entries/figures/").page
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert sideways_scroll(page) == []
        assert page.locator(".cb-figures").count() == bool(figures)
        cells = page.locator(".cb-figures > div")
        assert cells.count() == figures
        if figures:
            boxes = [box for box in (cells.nth(number).bounding_box() for number in range(figures)) if box]
            whole = page.locator(".cb-figures").bounding_box()
            assert whole is not None
            filled = sum(box["width"] * box["height"] for box in boxes)
            assert filled == pytest.approx(whole["width"] * whole["height"], rel=0.03)


def test_who_to_ask_is_in_the_first_screen(open_page: OpenPage, full_library: None) -> None:
    box = open_page("/entries/everything/").page.locator(".cb-ask").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 800


def test_below_a_long_title_who_to_ask_is_still_in_the_first_screen(
    open_page: OpenPage, transactional_db: None
) -> None:
    factories.published(
        LONG_TITLE[:100], slug="long", contact=factories.contact(LONG_MAILBOX, person="Morgan Hale", role="Nurse"),
        summary="Five wards gave every shift a break buddy. " * 6, edition=factories.edition("2024-25"),
        figures=[("91%", "of breaks taken")] * 4,
    )  # fmt: skip
    box = open_page("/entries/long/").page.locator(".cb-ask").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 800


def test_on_a_phone_who_to_ask_follows_the_summary(open_page: OpenPage, full_library: None) -> None:
    page = open_page("/entries/everything/", width=360).page
    tops = [page.locator(one).first.bounding_box() for one in (".cb-lede", ".cb-ask", ".cb-figures", "#aims")]
    heights = [box["y"] for box in tops if box]
    assert len(heights) == 4
    assert heights == sorted(heights)


def test_on_a_phone_the_first_result_begins_within_one_screen(open_page: OpenPage, full_library: None) -> None:
    page = open_page(PAGES["browse with three filters"], width=360, height=640).page
    assert page.locator(".cb-chip").count() == 4
    box = page.locator(".cb-result__heading").first.bounding_box()
    assert box is not None
    assert box["y"] < 640
