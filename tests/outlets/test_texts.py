"""Ready-made texts: within their words, from the entry's fields alone, at the desk only for what readers see."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entries.library import read
from entries.models import Entry
from entries.outlets.texts import BOARD, NEWSLETTER, ReadyMade, ready_made
from tests import factories
from tests.admin.desk import change, signed_in
from tests.browser.states import everything

pytestmark = pytest.mark.django_db
URL = "https://casebook.example/entries/rooms/"


def texts(entry: Entry) -> dict[str, ReadyMade]:
    """The texts by name."""
    reading = read()
    return {one.name: one for one in ready_made(reading.story(entry.slug), reading.site, URL)}


def full() -> Entry:
    """A published entry with all that the texts are made of."""
    return factories.published(
        "Rooms to rest in", slug="rooms", headline_result="Nine of ten breaks were taken",
        figures=[("91%", "of breaks")], summary="Two wards opened rooms. They told everybody.",
        edition=factories.edition("2024-25"),
        period_start=date(2024, 4, 1), period_end=date(2025, 3, 31),
    )  # fmt: skip


def test_the_board_reads_who_did_what_and_what_changed() -> None:
    assert texts(full())["Board paragraph"].text == (
        "Rooms to rest in. By Night Care Team, Anyshire Partnership, April 2024 to March 2025. What changed: Nine of "
        f"ten breaks were taken. Two wards opened rooms. They told everybody. In figures: 91% of breaks. {URL}"
    )


def test_the_newsletter_says_what_changed_and_where_to_read_on() -> None:
    assert texts(full())["Newsletter blurb"].text == (
        f"Rooms to rest in. Nine of ten breaks were taken. Read more: {URL}"
    )


def test_the_citation_names_team_title_book_and_day() -> None:
    assert texts(full())["Citation"].text == (
        f"Night Care Team, Anyshire Partnership. Rooms to rest in. Big Book 2024-25. Casebook, 1 June 2025. {URL}"
    )


def test_what_an_entry_does_not_say_is_not_in_its_texts() -> None:
    bare = texts(factories.published("Rooms", slug="rooms"))
    assert bare["Board paragraph"].text == f"Rooms. By Night Care Team, Anyshire Partnership. {URL}"
    assert bare["Newsletter blurb"].text == f"Rooms. Read more: {URL}"


def test_every_word_is_the_entrys_own() -> None:
    entry = everything("Breaks for night staff", slug="rooms", is_supplier_account=True)
    ours = {"by", "what", "changed", "in", "figures", "read", "more", "casebook"}
    card = read().story("rooms")
    known = " ".join([str(card), "Supplier’s own account", "1 June 2025", URL]).lower()
    for text in texts(entry).values():
        words = set(re.findall(r"[^\W_]+", text.text.lower())) - ours
        assert {word for word in words if word not in known} == set()
    assert "Supplier’s own account" in texts(entry)["Board paragraph"].text


@settings(deadline=None)
@given(sentences=st.lists(st.integers(1, 60), max_size=6), title=st.integers(1, 60))
def test_no_text_has_more_words_than_it_may(sentences: list[int], title: int) -> None:
    if not Entry.objects.filter(slug="rooms").exists():
        full()
    story = read().story("rooms")
    summary = " ".join(" ".join(["word"] * count) + "." for count in sentences)
    long = replace(story, card=replace(story.card, title="t " * title, summary=summary, headline_result=""))
    board, blurb, _ = ready_made(long, read().site, URL)
    assert board.words <= BOARD
    assert blurb.words <= NEWSLETTER
    assert board.text.endswith(URL)


def test_the_desk_offers_them_for_what_readers_see() -> None:
    page = signed_in().get(change(full())).content.decode()
    found = re.findall(r'<textarea class="cd-ready"[^>]*>([^<]+)</textarea>', page)
    assert len(found) == 3
    assert 'name="' not in "".join(re.findall(r'<textarea class="cd-ready"[^>]*>', page))


def test_the_desk_offers_none_for_a_draft() -> None:
    assert "Texts to use" not in signed_in().get(change(factories.entry("Draft"))).content.decode()
