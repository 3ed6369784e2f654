"""The Book as PDF: tagged, whole, in order, and its page numbers true."""

import itertools
import re

import pikepdf
import pytest

from tests.outlets.book import pdfs
from tests.outlets.book.conftest import Made

pytestmark = pytest.mark.django_db
A4 = (595.276, 841.89)
INDEXES = ("Index of teams", "Index of themes", "Index of organisations", "Who to ask")


@pytest.fixture
def pdf(anyshire: Made) -> pikepdf.Pdf:
    """The fictional Book, opened."""
    return pdfs.opened(anyshire.files["pdf"])


@pytest.fixture
def pages(anyshire: Made) -> list[str]:
    """The words of its pages."""
    return pdfs.pages(anyshire.files["pdf"])


def test_it_is_a_tagged_pdf_ua_in_british_english_with_its_title_shown(pdf: pikepdf.Pdf, anyshire: Made) -> None:
    assert pdf.Root.Lang == "en-GB"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.docinfo["/Title"]) == anyshire.contents.title
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_its_pages_are_a4(pdf: pikepdf.Pdf) -> None:
    assert {tuple(round(float(one), 2) for one in page.mediabox[2:]) for page in pdf.pages} == {
        tuple(round(one, 2) for one in A4)
    }


def test_its_bookmarks_name_every_part_and_every_story_in_the_books_order(pdf: pikepdf.Pdf, anyshire: Made) -> None:
    wanted = []
    for section in anyshire.contents.sections:
        wanted.append((0, section.part.name))
        wanted += [(1, one.card.title) for one in section.stories]
        wanted += [(1, "Honourable mentions")] if section.mentions else []
    told = pdfs.outline(pdf)
    assert told[2 : 2 + len(wanted)] == wanted
    assert [name for _, name in told[:2] + told[2 + len(wanted) :]] == [
        "About this Book", "Foreword", *INDEXES, "Colophon",
    ]  # fmt: skip


def test_every_picture_has_its_words(pdf: pikepdf.Pdf, anyshire: Made) -> None:
    book = anyshire.contents.book
    assert book is not None
    shown = [
        book.cover,
        book.portrait,
        *(p for one in anyshire.contents.chapters if one.story for p in one.story.pictures),
    ]
    wanted = [one.alt for one in shown if one and one.alt]
    assert wanted
    assert [str(one.Alt) for one in pdfs.tags(pdf, "/Figure")] == wanted


def test_every_table_has_headers_of_columns(pdf: pikepdf.Pdf) -> None:
    tables = pdfs.tags(pdf, "/Table")
    assert len(tables) == 2  # the kitchen's figures, and who to ask
    assert [str(one.S) for table in tables for one in table.K if "/S" in one] == ["/THead", "/TBody"] * 2
    headers = pdfs.tags(pdf, "/TH")
    assert len(headers) == 4 + 3
    assert {str(one.A.Scope if isinstance(one.A, pikepdf.Dictionary) else one.A[0].Scope) for one in headers} == {
        "/Column"
    }


def test_every_link_says_where_it_leads(pdf: pikepdf.Pdf) -> None:
    told = [str(note.get("/Contents", "")) for _, note in pdfs.links(pdf)]
    assert len(told) > 100
    assert not [one for one in told if not one.strip() or one.startswith(",")]


def test_headings_begin_at_the_first_level_and_skip_none(pdf: pikepdf.Pdf) -> None:
    levels = [int(str(one.S)[2:]) for one in pdfs.tags(pdf) if re.fullmatch(r"/H\d", str(one.S))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_every_entry_stands_in_it_once_and_in_order(pages: list[str], anyshire: Made) -> None:
    starts = _starts(pages, anyshire)
    assert len(starts) == 20
    # Those of one page stand one below the other.
    told = pdfs.without_spaces(" ".join(pages))
    places = [_places(told, anyshire, chapter.number)[0] for chapter in anyshire.contents.chapters]
    assert places == sorted(places)


def test_every_word_of_every_story_is_there(pages: list[str], anyshire: Made) -> None:
    told = pdfs.without_spaces(" ".join(pages))
    for chapter in anyshire.contents.chapters:
        assert pdfs.without_spaces(chapter.card.title) in told
        if chapter.story:
            for words in (*(one.words for one in chapter.story.quotes), *(one.text for one in chapter.story.lessons)):
                assert pdfs.without_spaces(words)[:60] in told, words


def test_the_contents_give_the_page_of_every_part_and_story(pages: list[str], pdf: pikepdf.Pdf, anyshire: Made) -> None:
    contents = next(page for page in pages if page.startswith("Contents Contents"))
    names = [one.part.name for one in anyshire.contents.sections]
    names += [one.card.title for section in anyshire.contents.sections for one in section.stories]
    for name in (*names, *INDEXES):
        after = contents.split(name, 1)[1]
        number = re.search(r"\b(\d+)\b", after)
        assert number, name
        assert pdfs.without_spaces(name) in pdfs.without_spaces(pages[int(number[1]) - 1]), name
        assert int(number[1]) in {page for _, page in _named(pdf, name)}


def _named(pdf: pikepdf.Pdf, name: str) -> list[tuple[str, int]]:
    """The links that say they lead to `name`, and the pages they do lead to."""
    found = []
    for _, note in pdfs.links(pdf):
        said, page = str(note.Contents), pdfs.page_led_to(pdf, note)
        if page and said.startswith(f"{name}, page"):
            assert said == f"{name}, page {page}"
            found.append((said, page))
    return found


def test_every_page_number_in_the_indexes_leads_to_an_entry_of_that_name(pages: list[str], anyshire: Made) -> None:
    told = " ".join(pages[next(n for n, page in enumerate(pages) if page.startswith("Indexes Index of teams")) :])
    starts = _starts(pages, anyshire)
    indexes = (anyshire.contents.teams, anyshire.contents.themes, anyshire.contents.organisations)
    for heading, lines in zip(INDEXES, indexes, strict=False):
        part = told.split(heading, 1)[1]
        assert lines
        for line in lines:
            wanted = ", ".join(dict.fromkeys(str(starts[number]) for number in line.numbers))
            assert re.search(rf"{re.escape(line.name)} {wanted}(?![\d,])", part), (line.name, wanted)


@pytest.mark.parametrize("book", ["anyshire", "cwp"])
def test_no_index_begins_at_the_very_foot_of_a_page(books: dict[str, Made], book: str) -> None:
    contents, pages = books[book].contents, pdfs.pages(books[book].files["pdf"])
    for heading, lines in zip(INDEXES, (contents.teams, contents.themes, contents.organisations), strict=False):
        told = next(page for page in pages if page.startswith("Indexes ") and heading in page).split(heading)[1]
        assert [one.name for one in lines[:4] if pdfs.without_spaces(one.name) not in pdfs.without_spaces(told)] == []


def test_who_to_ask_has_every_contact_with_its_pages(pages: list[str], anyshire: Made) -> None:
    told = pdfs.without_spaces(next(page for page in pages if page.startswith("Who to ask Who to ask")))
    starts = _starts(pages, anyshire)
    for line in anyshire.contents.ask:
        asked = line.contact.mailbox if line.contact and line.contact.mailbox else "Nocontactgiven."
        assert asked in told.split(pdfs.without_spaces(line.teams), 1)[1]
        assert all(str(starts[number]) in told for number in line.numbers)


def _places(text: str, made: Made, number: int) -> list[int]:
    """Where in a text without spaces the address of an entry stands, which stands with the entry and nowhere else."""
    addresses = {
        one.number: pdfs.without_spaces(f"casebook.example{one.card.url}"[:-1]) for one in made.contents.chapters
    }
    longer = tuple(one for one in addresses.values() if one.startswith(addresses[number]) and one != addresses[number])
    found = [one.start() for one in re.finditer(re.escape(addresses[number]), text)]
    return [place for place in found if not text.startswith(longer, place)]


def _starts(pages: list[str], made: Made) -> dict[int, int]:
    """The one page on which each entry stands, by its number."""
    told, found = [pdfs.without_spaces(page) for page in pages], {}
    for chapter in made.contents.chapters:
        ((page, places),) = [(n, at) for n, page in enumerate(told, 1) if (at := _places(page, made, chapter.number))]
        assert len(places) == 1
        found[chapter.number] = page
    return found


def test_the_same_contents_make_the_same_bytes(books: dict[str, Made]) -> None:
    assert books["story"].files == books["story again"].files


def test_a_part_alone_has_its_own_cover_and_only_its_entries(books: dict[str, Made]) -> None:
    made = books["cwp"]
    pages = pdfs.pages(made.files["pdf"])
    assert "Clinical support services" in pages[0]
    assert "Big Book of Best Practice 2023-24" in pages[0]
    assert len(made.contents.chapters) == 7
    told = pdfs.without_spaces(" ".join(pages))
    assert all(pdfs.without_spaces(one.card.title) in told for one in made.contents.chapters)


def test_one_story_alone_begins_with_its_title(books: dict[str, Made]) -> None:
    pdf = pdfs.opened(books["story"].files["pdf"])
    assert str(pdf.docinfo["/Title"]) == "A kitchen that wastes less"
    assert len(pdfs.tags(pdf, "/H1")) == 1
    assert pdfs.outline(pdf) == [(0, "A kitchen that wastes less")]


def test_web_pages_alone_are_not_called_what_the_team_made(pages: list[str], anyshire: Made) -> None:
    headings = [one.story.resources_heading for one in anyshire.contents.chapters if one.story and one.story.resources]
    told = " ".join(pages)
    assert set(headings) == {"Find out more", "Use what we made"}
    assert {one: told.count(one) for one in headings} == {one: headings.count(one) for one in headings}
