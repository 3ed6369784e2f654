"""What the results page says of a search: all the words or some, other spellings, and ways on from nothing."""

import re
from collections.abc import Callable

import pytest

from tests import factories

pytestmark = pytest.mark.django_db
Page = Callable[..., str]


def headline(found: str) -> str:
    """What the page says was found."""
    return found.split('id="count">')[1].split("</h2>")[0]


def title(found: str) -> str:
    """The title of the page."""
    return found.split("<title>")[1].split(" - Casebook</title>")[0]


def told(found: str) -> list[str]:
    """The lines below the headline, as text."""
    lines = re.findall(r'<p class="cb-also">(.*?)</p>', found)
    return [" ".join(re.sub(r"<[^>]*>", "", line).split()) for line in lines]


def order(found: str) -> list[str]:
    """Titles of cards and the headings between them, in order, as text."""
    parts = re.findall(r'<h3 class="cb-result__heading">(.*?)</h3>|id="some-words">(.*?)</h2>', found)
    return [re.sub(r"<[^>]*>", "", one or other) for one, other in parts]


def spread(all_words: int, some_words: int) -> None:
    """Entries with both of the words `agency spend`, and with one of them."""
    for number in range(all_words):
        factories.published(f"Both {number}", slug=f"both-{number}", summary="Agency spend fell.")
    for number in range(some_words):
        factories.published(f"One {number}", slug=f"one-{number}", summary="Agency staff left.")


def test_one_word_is_named_as_typed(page: Page) -> None:
    spread(2, 1)
    found = page("/entries/?q=Agency")
    assert (headline(found), told(found)) == ("3 projects for “Agency”", [])


def test_several_words_are_named_when_all_are_there(page: Page) -> None:
    spread(2, 0)
    found = page("/entries/?q=Spend+agency")
    assert headline(found) == title(found) == "2 projects use all of: Spend, agency"


def test_one_project_uses_all(page: Page) -> None:
    spread(1, 0)
    assert headline(page("/entries/?q=agency+spend")) == "1 project uses all of: agency, spend"


def test_words_that_say_nothing_are_not_said_to_be_there(page: Page) -> None:
    spread(1, 0)
    assert headline(page("/entries/?q=how+to+spend+on+agency")) == "1 project uses all of: spend, agency"
    assert headline(page("/entries/?q=the+agency")) == "1 project for “the agency”"


def test_a_word_typed_twice_is_said_once(page: Page) -> None:
    spread(1, 0)
    assert headline(page("/entries/?q=agency+spend+Agency")) == "1 project uses all of: agency, spend"


def test_what_must_not_be_there_is_not_called_a_word_of_theirs(page: Page) -> None:
    spread(2, 1)
    assert headline(page("/entries/?q=agency+fell+-staff")) == "2 projects for “agency fell -staff”"
    assert headline(page("/entries/?q=-staff")) == "2 projects for “-staff”"


def test_a_quoted_phrase_keeps_its_own_quotes(page: Page) -> None:
    spread(2, 1)
    assert headline(page("/entries/?q=%22agency+spend%22")) == "2 projects for &quot;agency spend&quot;"
    found = page("/entries/?q=%22agency+spend%22+fell")
    assert headline(found) == "2 projects use all of: &quot;agency spend&quot;, fell"


def test_some_of_the_words_stand_below_a_heading(page: Page) -> None:
    spread(2, 3)
    found = page("/entries/?q=agency+spend")
    assert headline(found) == "2 projects use all of: agency, spend"
    assert told(found) == ["Also 3 with some of these words"]
    assert '<a href="#some-words">Also 3' in found
    assert [one[:4] for one in order(found)] == ["Both", "Both", "3 mo", "One ", "One ", "One "]
    assert order(found)[2] == "3 more with some of these words"


@pytest.mark.parametrize("sort", ["newest", "title", "relevance"])
def test_whatever_the_order_all_the_words_come_first(page: Page, sort: str) -> None:
    spread(1, 2)
    found = page(f"/entries/?q=agency+spend&sort={sort}")
    assert order(found)[:2] == ["Both 0", "2 more with some of these words"]


def test_the_heading_stands_where_they_begin_and_on_each_page_after(page: Page) -> None:
    spread(20, 22)
    first, second, third = (page(f"/entries/?q=agency+spend&page={number}") for number in (1, 2, 3))
    assert len(order(first)) == 20
    assert '<a href="/entries/?q=agency+spend&amp;page=2#some-words">Also 22 with' in first
    assert order(second)[0] == "22 more with some of these words"
    assert '<a href="#some-words">Also 22 with' in second
    assert order(third)[0] == "With some of these words"
    assert headline(third) == "20 projects use all of: agency, spend"
    assert "page 3 of 3" in title(third)
    assert "1 to 20 of 42" in second
    assert "41 to 42 of 42" in second


@pytest.mark.parametrize("asked", ["", "?kind=case-study", "?sort=title", "?q=agency", "?q=agency+spend", "?page=2"])
def test_a_page_before_the_last_ends_with_its_cards(page: Page, asked: str) -> None:
    spread(41, 1)
    found = page(f"/entries/{asked}")
    assert len(order(found)) == 20
    assert 'id="some-words"' not in found


def test_nothing_with_all_the_words_says_so(page: Page) -> None:
    spread(0, 2)
    found = page("/entries/?q=agency+zebra")
    assert headline(found) == "Nothing uses all of these words. These 2 use some of them"
    assert title(found) == "2 projects use some of: agency, zebra"
    assert order(found) == ["One 0", "One 1"]
    assert "some-words" not in found


def test_nothing_with_all_the_words_under_these_filters_says_so(page: Page) -> None:
    factories.published("Both", summary="Agency spend.", themes=["value"])
    factories.published("One", summary="Agency.", themes=["rest"])
    found = page("/entries/?q=agency+spend&theme=rest")
    assert headline(found) == "Nothing with these filters uses all of these words. This one uses some of them"


def test_what_has_some_of_the_words_can_be_put_in_order(page: Page) -> None:
    spread(1, 1)
    assert '<a href="/entries/?q=agency+spend&amp;sort=title">A to Z</a>' in page("/entries/?q=agency+spend")


def test_a_misspelt_word_is_corrected_with_the_way_back(page: Page) -> None:
    factories.published("Rostering for all")
    found = page("/entries/?q=rostring")
    assert headline(found) == title(found) == "1 project for “rostering”"
    assert told(found) == ["Showing results for rostering. Search instead for rostring"]
    assert 'href="/entries/?q=%22rostring%22"' in found
    assert 'value="rostring"' in found


def test_the_way_back_looks_for_what_was_typed(page: Page) -> None:
    factories.published("Rostering for all")
    found = page("/entries/?q=%22rostring%22")
    assert (headline(found), told(found)) == ("No projects for &quot;rostring&quot;", [])


def test_the_way_back_keeps_filters_and_quotes_word_by_word(page: Page) -> None:
    factories.published("Rostering of breaks", themes=["rest"])
    found = page("/entries/?q=rostring+braeks+-agency&theme=rest&sort=title")
    assert headline(found) == "1 project for “rostering breaks -agency”"
    assert 'href="/entries/?q=%22rostring%22+%22braeks%22+-agency&amp;theme=rest&amp;sort=title"' in found


def test_a_correction_that_the_filters_leave_nothing_of_is_told(page: Page) -> None:
    factories.published("Rostering", themes=["rest"])
    factories.published("Other", themes=["value"])
    found = page("/entries/?q=rostring&theme=value")
    assert headline(found) == "No projects for “rostering” with these filters"
    assert told(found) == ["We looked for rostering. Search instead for rostring"]
    assert '<a href="/entries/?q=rostring">Without Value</a><span>1' in found


def test_another_spelling_is_offered_when_a_word_is_nowhere(page: Page) -> None:
    factories.published("Rostering of wards")
    found = page("/entries/?q=rostring+wards")
    assert headline(found) == "Nothing uses all of these words. This one uses some of them"
    assert told(found) == ["Did you mean rostering wards?"]
    assert '<a href="/entries/?q=rostering+wards">' in found


def test_what_has_no_words_shows_everything_and_says_so(page: Page) -> None:
    factories.published()
    found = page("/entries/?q=%3F%21")
    assert (headline(found), told(found)) == ("1 project", ["There are no words to look for in “?!”."])


def test_nothing_found_leads_to_themes_that_have_one_of_the_words(page: Page) -> None:
    for number in range(6):
        factories.published(themes=[f"theme-{number}", "common"])
    factories.published(themes=["agency-staffing"])
    found = page("/entries/?q=%22agency+staff+zebra%22")
    ways = found.split("Look in related themes</h3>")[1]
    themes = re.findall(r'<a href="/themes/([^/]+)/">', ways)
    assert themes[:2] == ["agency-staffing", "common"]
    assert len(themes) == 5


def test_nothing_found_leads_to_the_communications_team(page: Page, settings: pytest.FixtureRequest) -> None:
    factories.published()
    assert "Ask the communications team</h3>" in page("/entries/?q=zebra")
    assert "mailto:" not in page("/entries/?q=quagga").split("<main")[1].split("</main>")[0]
    settings.CASEBOOK_CONTACT = "comms@anyshire.example"  # type: ignore[attr-defined]
    assert 'The <a href="mailto:comms@anyshire.example">communications team</a>' in page("/entries/?q=okapi")


def test_a_page_that_found_something_offers_no_themes(page: Page) -> None:
    factories.published("Rooms", themes=["rest"])
    assert "Look in related themes" not in page("/entries/?q=rooms")


def test_what_is_typed_is_shown_as_text_in_every_line(page: Page) -> None:
    factories.published("Rostering of wards")
    for words in ("%3Ci%3Erostring", "wards+rostring+%3Ci%3E", "%3Ci%3E", "wards+%3Ci%3E", "%22%3Ci%3Ewards%22"):
        found = page(f"/entries/?q={words}")
        assert "<i>" not in found
        assert "&lt;i&gt;" in headline(found) + " ".join(told(found)) + found.split('id="q"')[1]


def test_ever_so_many_words_are_cut_short(page: Page) -> None:
    factories.published("x" * 120, summary=" ".join(f"word{number}" for number in range(40)))
    found = page("/entries/?q=" + "+".join(f"word{number}" for number in range(40)))
    assert headline(found).startswith("1 project uses all of: word0, word1, ")
    assert headline(found).endswith("…")
    assert len(headline(found)) < 150


BOXES = ["/", "/entries/", "/about/", "/entries/rooms/"]


@pytest.mark.parametrize("address", BOXES)
def test_every_search_box_offers_care_groups_and_themes(page: Page, address: str) -> None:
    factories.published("Rooms", slug="rooms", care_groups=["wards"], themes=["rest"])
    factories.entry("Draft", themes=["secret"])
    found = page(address)
    assert found.count('list="offered"') == found.count('<datalist id="offered" data-from="/suggest/">') == 1
    offered = found.split("<datalist")[1].split("</datalist>")[0]
    assert re.findall(r'<option value="([^"]*)"></option>', offered) == ["Wards", "Rest"]


def test_few_are_offered_and_more_at_the_start(page: Page) -> None:
    for number in range(60):
        factories.published("Rooms", slug=f"rooms-{number}", themes=[f"theme-{number:02}"])
    for again in range(20):
        factories.published("More", themes=[f"theme-{40 + again:02}"])
    assert page("/").count("<option") == 50
    names = re.findall(r'<option value="([^"]*)"', page("/entries/"))
    assert names == [f"Theme {number}" for number in range(40, 60)]
