"""The parameters of "Find a project"."""

import pytest
from django.http import QueryDict

from entries.filters import BadParameter, more_of, query_of, selection_of
from entries.library.selection import Selection


def read(query: str, **how: bool) -> Selection:
    """The selection of a query string."""
    return selection_of(QueryDict(query), **how)


def test_nothing_asked_is_everything() -> None:
    assert read("") == Selection()


def test_facets_repeat_and_each_value_counts_once() -> None:
    found = read("theme=a&theme=b&theme=a&theme=&care_group=x")
    assert (found.theme, found.care_group) == (("a", "b"), ("x",))


def test_unknown_values_are_kept_and_unknown_parameters_ignored() -> None:
    assert read("region=atlantis&colour=blue") == Selection(region=("atlantis",))


def test_words_lose_control_characters_and_extra_space() -> None:
    assert read("q=%00night%01%0A++breaks+").q == "night breaks"


@pytest.mark.parametrize("mark", ["%E2%80%8F", "%E2%80%AE", "%E2%81%A6"])
def test_words_do_not_turn_the_text_around_them(mark: str) -> None:
    assert read(f"q={mark}bank").q == "bank"


def test_very_long_words_are_cut() -> None:
    assert len(read("q=" + "x" * 10_000).q) == 2_000


@pytest.mark.parametrize("value", ["x" * 10_000, "a%00b", "%FF%FE", "%ED%A0%80", "(", "%27%22%3Cscript%3E"])
def test_what_no_slug_can_be_stays_as_something_that_matches_nothing(value: str) -> None:
    (kept,) = read(f"theme={value}").theme
    assert len(kept) <= 121
    assert "\0" not in kept


def test_a_control_character_never_makes_another_slug() -> None:
    assert read("theme=saf%00ety").theme != ("safety",)


@pytest.mark.parametrize(
    ("asked", "page"),
    [("2", 2), ("007", 7), ("+3", 3), ("0", 1), ("-5", 1), ("-0", 1), ("1.5", 1), ("x", 1), ("", 1), ("%D9%A3", 1)],
)
def test_a_page_is_never_wrong(asked: str, page: int) -> None:
    assert read(f"page={asked}".replace("+", "%2B")).page == page


@pytest.mark.parametrize("digits", [10, 4_000, 10_000])
def test_a_huge_page_is_past_the_end(digits: int) -> None:
    assert read("page=" + "9" * digits).page == 10**9


def test_an_unknown_order_is_the_default() -> None:
    assert read("sort=loudest").sort == ""


def test_the_last_of_a_repeated_single_value_holds() -> None:
    assert read("q=a&q=b&page=2&page=3&sort=x&sort=title") == Selection(q="b", page=3, sort="title")


def test_pages_ignore_a_page_size() -> None:
    assert read("page_size=5").page_size == 20


def test_strict_reading_takes_a_page_size() -> None:
    assert read("page_size=5&sort=title", strict=True) == Selection(page_size=5, sort="title")
    assert read("page_size=&sort=", strict=True) == Selection()


@pytest.mark.parametrize(
    ("query", "name"),
    [("sort=loudest", "sort")] + [(f"page_size={size}", "page_size") for size in ("0", "101", "-1", "x", "9" * 5_000)],
)
def test_strict_reading_refuses_by_name(query: str, name: str) -> None:
    with pytest.raises(BadParameter) as refusal:
        read(query, strict=True)
    assert refusal.value.name == name
    assert refusal.value.message.startswith("It takes ")


def test_only_what_is_not_the_default_is_written_back() -> None:
    assert query_of(Selection()) == ""
    assert query_of(Selection(sort="newest")) == ""
    assert query_of(Selection(q="rest", sort="relevance")) == "q=rest"


def test_a_selection_is_written_in_one_order() -> None:
    full = read("page=3&sort=title&region=london&theme=b&theme=a&q=night+breaks&care_group=x")
    assert query_of(full) == "q=night+breaks&care_group=x&theme=b&theme=a&region=london&sort=title&page=3"


def test_what_is_written_reads_the_same() -> None:
    full = read("q=%26+%C3%A9&theme=b&edition=2023-24&sort=title&page=2")
    assert read(query_of(full)) == full


def test_a_change_leads_to_the_first_page() -> None:
    assert query_of(Selection(page=3), sort="title") == "sort=title"
    assert query_of(Selection(page=3), page=4) == "page=4"


def test_facets_shown_in_full_are_part_of_the_address() -> None:
    more = more_of(QueryDict("more=theme&more=organisation&more=nonsense"))
    assert more == ("theme", "organisation")
    assert query_of(Selection(q="a"), more=more) == "q=a&more=theme&more=organisation"
