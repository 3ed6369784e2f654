"""The reader's words, parsed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries.search import Query, parse
from entries.search.query import MOST_WORDS


def needed(query: Query) -> list[tuple[str, ...]]:
    """The own forms of what an entry with all the words has."""
    return [concept.own.stems for concept in query.concepts if concept.required]


def test_words_phrases_and_exclusions() -> None:
    query = parse('reducing "agency spend" -bank -"night shift"')
    assert needed(query) == [("reduc",), ("agenc", "spend")]
    assert query.concepts[1].own.exact == "agency spend"
    assert [concept.own.stems for concept in query.excluded] == [("bank",), ("night", "shift")]
    assert query.typed == ("reducing", '"agency spend"')


def test_small_words_are_not_needed_unless_there_is_nothing_else() -> None:
    assert needed(parse("how do we help staff with it")) == [("help",), ("staff",)]
    assert needed(parse("it")) == [("it",)]
    assert needed(parse("IT support")) == [("it",), ("support",)]


@pytest.mark.parametrize("text", ["", " ", "-", '"', '""', "!?", "\x00", "- -"])
def test_nothing_asked_is_no_query(text: str) -> None:
    assert parse(text) == Query()


def test_a_quote_that_is_not_closed_parts_words() -> None:
    assert needed(parse('"agency spend')) == [("agenc",), ("spend",)]


def test_a_hyphen_inside_a_word_excludes_nothing() -> None:
    assert parse("wi-fi 2023-24").excluded == ()


def test_two_words_are_also_looked_for_as_one() -> None:
    assert [form.stems for form in parse("tele health").concepts[0].others] == [("telehealth",)]


def test_a_synonym_of_several_words_is_another_form_of_each() -> None:
    known = {("agenc", "spend"): [("bank usag",)], ("ot",): [("occup therapi",)]}
    query = parse("agency spend OT", known)
    assert [("bank usag",) in [form.stems for form in one.others] for one in query.concepts] == [True, True, False]
    assert ("occup therapi",) in [form.stems for form in query.concepts[2].others]


@given(st.text(max_size=300))
def test_anything_can_be_read(text: str) -> None:
    query = parse(text)
    assert len(query.concepts) <= MOST_WORDS
    assert all(concept.own.stems for concept in query.concepts + query.excluded)
