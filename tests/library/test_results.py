"""One page of results: order, words, pages, and the same on both databases."""

from array import array
from dataclasses import replace
from datetime import timedelta

import pytest

from entries import library
from entries.library import Selection
from entries.library.asking import ask
from tests import factories

pytestmark = pytest.mark.django_db


def titles(**asked: object) -> list[str]:
    """The titles a selection gives, in order."""
    return [card.title for card in library.read().results(Selection(**asked)).cards]


def test_newest_first_then_by_title_then_by_key() -> None:
    factories.published("Banana", at=factories.PAST)
    factories.published("apple", at=factories.PAST)
    factories.published("Éclair", at=factories.PAST)
    factories.published("Zebra", at=factories.PAST + timedelta(days=1))
    factories.published("Same", slug="same-2", at=factories.PAST)
    factories.published("Same", slug="same-1", at=factories.PAST)
    assert titles() == ["Zebra", "apple", "Banana", "Éclair", "Same", "Same"]
    assert [card.slug for card in library.read().results(Selection()).cards][-2:] == ["same-1", "same-2"]


def test_sorting_by_title_knows_no_case_accents_or_punctuation() -> None:
    for title in ("b two", "B One", "“A” quote", "á accent", "2 numbers"):
        factories.published(title)
    assert titles(sort="title") == ["2 numbers", "á accent", "“A” quote", "B One", "b two"]


def test_those_with_all_the_words_stand_first_and_the_title_counts_more() -> None:
    factories.published("Rest rooms", summary="For staff on shifts", at=factories.PAST)
    factories.published("Night shifts", summary="Rest for staff", at=factories.PAST + timedelta(days=1))
    factories.published("Nothing of the kind", summary="Rest", at=factories.PAST)
    assert titles(q="rest staff")[2:] == ["Nothing of the kind"]
    found = library.read().results(Selection(q="rest staff"))
    assert (found.count, found.count_any) == (2, 3)
    assert titles(q="shift") == ["Night shifts", "Rest rooms"]


@pytest.mark.parametrize("q", ["ROSTERING", "e-rostering", "roster", "“e-rostering”", "Röstering"])
def test_words_are_found_folded_and_from_their_beginning(q: str) -> None:
    factories.published("E-rostering for wards")
    assert titles(q=q) == ["E-rostering for wards"]


def test_a_short_word_matches_whole_words_only() -> None:
    factories.published("An item")
    factories.published("IT upgrade")
    assert titles(q="it") == ["IT upgrade"]


def test_words_in_rows_are_found_and_a_contact_is_not() -> None:
    factories.published("Rooms", figures=[("15,256", "views")], contact=factories.contact("secret@anyshire.example"))
    assert titles(q="15256") == ["Rooms"]
    assert titles(q="secret") == []


def test_words_of_a_waiting_change_are_not_found() -> None:
    shown = factories.published("Rooms")
    with library.writing():
        shown.summary = "Hidden words"
        shown.save()
    assert titles(q="hidden") == []


def test_matches_are_marked_on_escaped_text() -> None:
    factories.published("Rest & <b>rooms</b>", summary="A rest for all. <script>")
    card = library.read().results(Selection(q="rest rooms")).cards[0]
    assert card.marked_title == "<mark>Rest</mark> &amp; &lt;b&gt;<mark>rooms</mark>&lt;/b&gt;"
    assert card.excerpt == "A <mark>rest</mark> for all. &lt;script&gt;"


def test_the_first_few_of_many_are_the_first_of_all() -> None:
    factories.many(80)
    catalogue = library.read().catalogue
    asked = ask(catalogue, "breaks")
    assert asked
    scores = array("I", (place * 37 % 11 for place in range(80)))
    asked = replace(asked, ranked=replace(asked.ranked, scores=scores))
    even = sum(1 << place for place in range(0, 80, 2))
    in_order = sorted(range(0, 80, 2), key=lambda place: (-scores[place], catalogue.title_rank[place]))
    assert [asked.best_first(even, most) for most in range(1, 41)] == [in_order[:most] for most in range(1, 41)]


def test_the_last_page_holds_the_rest_and_the_next_is_none() -> None:
    for number in range(23):
        factories.published(f"Entry {number:02}")
    second = library.read().results(Selection(page=2))
    assert (second.first, second.last, second.pages, len(second.cards)) == (21, 23, 2, 3)
    with pytest.raises(library.NoSuchPage):
        library.read().results(Selection(page=3))


def test_page_one_is_there_when_nothing_is() -> None:
    empty = library.read().results(Selection(q="nothing"))
    assert (empty.count, empty.pages, empty.cards) == (0, 1, ())


def test_words_without_letters_ask_for_nothing() -> None:
    factories.published("Rooms")
    assert titles(q="?!") == ["Rooms"]
