"""What comes out of the printer: Chromium's PDF of the pages made for paper, read page by page."""

from datetime import date
from io import BytesIO

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from entries.editorial.actions import publish
from entries.models import Edition, Quote
from tests import factories
from tests.browser.conftest import OpenPage
from tests.browser.looking import axe_violations, sideways_scroll

STORIES = 9
FILLING = "<p>Every shift has a buddy who covers while the other person rests, and who says so at handover.</p>"
PART = "/editions/2024-25/wards/print/"


def pages_of(page: Page) -> list[str]:
    """The words of each printed page, in single spaces."""
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    return [" ".join(sheet.extract_text().split()) for sheet in printed.pages]


@pytest.fixture
def book(transactional_db: None) -> Edition:
    """A Book whose stories are so long, each another length, that page ends fall everywhere in them."""
    made = factories.edition(
        "2024-25", period_start=date(2024, 4, 1), period_end=date(2025, 3, 31), foreword="<p>Read on.</p>"
    )
    for number in range(STORIES):
        story = factories.entry(
            f"Story number {number} end", slug=f"story-{number}", edition=made, care_groups=["wards"],
            figures=[(f"{number}{cell}9%", f"label{number}x{cell}") for cell in range(4)],
            aims=FILLING * (number + 1), results=FILLING * (2 * number + 1), next_steps=FILLING,
        )  # fmt: skip
        for words in range(2):
            Quote.objects.create(
                entry=story, words=f"Start{number}q{words} {'and on ' * 60}stop{number}q{words}", role="Nurse"
            )
        publish(story, at=factories.PAST)
    factories.published("A mention end", slug="mention", edition=made, care_groups=["homes"], outcome="mention")
    return made


def page_with(pages: list[str], words: str) -> int:
    """The one page on which the words stand."""
    (found,) = [number for number, text in enumerate(pages) if words in text]
    return found


def test_a_part_on_paper_names_itself_and_splits_nothing(open_page: OpenPage, book: Edition) -> None:
    page = open_page(PART).page
    pages = pages_of(page)
    assert len(pages) > STORIES // 2
    top = pages[0]
    for line in ("Anyshire Partnership", "Big Book 2024-25, Wards", "Work from April 2024 to March 2025", PART[:-6]):
        assert line in top
    assert "Back to" not in " ".join(pages)
    for number in range(STORIES):
        title = page_with(pages, f"Story number {number} end")
        figures = {page_with(pages, f"label{number}x{cell}") for cell in range(4)}
        assert len(figures) == 1
        # The title keeps with its figures, the figures with what follows.
        assert figures == {title}
        for words in range(2):
            assert page_with(pages, f"Start{number}q{words}") == page_with(pages, f"stop{number}q{words}")


def test_no_heading_ends_a_page(open_page: OpenPage, book: Edition) -> None:
    page = open_page(PART).page
    headings = set(page.locator("h2, h3").all_inner_texts())
    for number, text in enumerate(pages_of(page), 1):
        words = text.replace(f"Page {number} of", "").rstrip("0123456789 ")
        assert not [heading for heading in headings if words.endswith(heading.split("\n")[-1])], text[-200:]


def test_a_book_on_paper_has_each_story_and_mention_once(open_page: OpenPage, book: Edition) -> None:
    page = open_page("/editions/2024-25/print/").page
    pages = pages_of(page)
    body = " ".join(pages[page_with(pages, "In this Book") :])
    for number in range(STORIES):
        # Once among the contents, once over the story.
        assert body.count(f"Story number {number} end") == 2
        assert body.count(f"label{number}x0") == 1
    assert body.count("A mention end") == 1
    assert "Read on." in " ".join(pages)
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]


@pytest.mark.parametrize("address", ["/editions/2024-25/print/", PART])
@pytest.mark.parametrize("width", [320, 1280])
def test_it_holds_on_a_screen_too(open_page: OpenPage, book: Edition, address: str, width: int) -> None:
    visit = open_page(address, width=width)
    assert axe_violations(visit.page) == []
    assert sideways_scroll(visit.page) == []
    assert visit.complaints() == []


def test_an_entry_on_paper_names_itself_and_leaves_out_the_site(open_page: OpenPage, book: Edition) -> None:
    text = " ".join(pages_of(open_page("/entries/story-1/").page))
    for line in ("Anyshire Partnership", "Big Book 2024-25", "/entries/story-1/", "Who to ask", "label1x3"):
        assert line in text
    for chrome in ("Find a project", "Keep or share", "Skip to main content", "Similar projects"):
        assert chrome not in text
