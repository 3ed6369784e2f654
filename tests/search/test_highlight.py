"""Marks and excerpts: always on escaped text."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries.search import Form, Marker, parse
from entries.search.highlight import LONGEST
from entries.search.terms import STOP
from entries.search.variants import WHOLE


def marker(q: str, **others: str) -> Marker:
    """A marker for all forms of a query, and for other things."""
    return Marker([*(concept.forms for concept in parse(q).concepts), *([Form((stems,))] for stems in others.values())])


@pytest.mark.parametrize(
    ("q", "text", "marked"),
    [
        ("roster", "Rostering for all rosters", "<mark>Rostering</mark> for all <mark>rosters</mark>"),
        ("erostering", "An e-rostering tool", "An <mark>e-rostering</mark> tool"),
        ("rostering", "An e-rostering tool", "An <mark>e-rostering</mark> tool"),
        ("15256", "Read 15,256 times", "Read <mark>15,256</mark> times"),
        ("IT", "IT made it easy", "<mark>IT</mark> made it easy"),
        ("pediatric", "Paediatric & more", "<mark>Paediatric</mark> &amp; more"),
        ("elan", "With Élan", "With <mark>Élan</mark>"),
        ("edi", "ED&I <b>", "<mark>ED&amp;I</mark> &lt;b&gt;"),
        ("staff", "“Staff’s” own", "“<mark>Staff’s</mark>” own"),
        ("rest", "Forest", "Forest"),
        ('"night shift"', "Night shifts", "<mark>Night</mark> <mark>shifts</mark>"),
        ('"night shift"', "One night of work, then an early shift", "One night of work, then an early shift"),
    ],
)
def test_matches_are_marked(q: str, text: str, marked: str) -> None:
    assert marker(q).mark(text) == marked


@pytest.mark.parametrize(
    "words",
    [
        *({british, american} for british, american in WHOLE.items() if american not in STOP),
        {"fibre", "fiber"}, {"litres", "liter"}, {"willful", "wilful"}, {"colour", "color"}, {"dialled", "dialed"},
        {"anaemic", "anemic"}, {"uraemia", "uremia"}, {"haemorrhages", "hemorrhage"}, {"oesophagus", "esophagus"},
        {"caesarean", "cesarean"}, {"foetus", "fetus"}, {"coeliac", "celiac"}, {"faeces", "feces"}, {"pneumonia"},
        {"homoeopathy", "homeopathy"}, {"gynaecology", "gynecology"}, {"anaesthetist", "anesthetist"}, {"aetiology"},
        {"paedophile", "pedophile"}, {"oestrogen", "estrogen"}, {"oedema", "edema"}, {"dyspnoea", "dyspnea"},
        {"use", "using"}, {"try", "tries", "trying"}, {"age", "aged"}, {"die", "dies"}, {"seen"},
    ],
)  # fmt: skip
def test_a_word_is_marked_in_every_spelling_and_form_that_is_found_by_it(words: set[str]) -> None:
    text = " ".join(sorted(words))
    assert [marker(word).mark(text) for word in words] == [re.sub(r"(\w+)", r"<mark>\1</mark>", text)] * len(words)


def test_the_words_of_a_synonym_are_marked_where_they_stand_together() -> None:
    made = marker("ipc", other="infect prevent and control")
    text = "Infection prevention and control. Later, an infection."
    assert made.mark(text).count("<mark>") == 3


def test_the_passage_with_most_of_the_words_is_shown() -> None:
    passages = "Agency staff.\nReducing what agency staff cost us.\nStaff rooms."
    assert marker("agency cost").excerpt(passages) == "Reducing what <mark>agency</mark> staff <mark>cost</mark> us."


def test_a_long_passage_is_cut_around_its_match() -> None:
    shown = marker("needle").excerpt("hay " * 200 + "needle " + "hay " * 200)
    assert shown.startswith("… hay")
    assert shown.endswith("hay …")
    assert "<mark>needle</mark>" in shown
    assert len(shown) < LONGEST + 40


def test_without_a_match_there_is_no_excerpt() -> None:
    assert marker("needle").excerpt("Only hay here.") == ""


class Tags(HTMLParser):
    """The tags and the text of a piece of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@given(text=st.text(max_size=400), q=st.text(max_size=40))
def test_any_text_comes_out_as_it_went_in_with_marks_only(text: str, q: str) -> None:
    for words in (q, text[:60]):
        marked = marker(words).mark(text)
        assert marked.replace("<mark>", "").replace("</mark>", "") == (
            text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        )
        assert Tags(marker(words).excerpt(text)).tags <= {"mark"}
