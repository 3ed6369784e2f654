"""What a text is indexed as: words, stems, joined forms, acronyms, one spelling."""

import pytest

from entries.search.terms import pieces, stem


def terms(text: str) -> list[str]:
    """All terms of a text, in order."""
    return [term for _, _, piece in pieces(text) for term in piece.terms]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organisation", "organization"),
        ("honourable", "honorable"),
        ("paediatric", "pediatric"),
        ("orthopaedics", "orthopedics"),
        ("anaesthetist", "anesthetist"),
        ("haemoglobin", "hemoglobin"),
        ("oesophagus", "esophagus"),
        ("diarrhoea", "diarrhea"),
        ("foetal", "fetal"),
        ("gynaecology", "gynecology"),
        ("counselling", "counseling"),
        ("travelled", "traveled"),
        ("centre", "center"),
        ("centred", "centered"),
        ("programmes", "programs"),
        ("catalogue", "catalog"),
        ("analysed", "analyzed"),
        ("enrolment", "enrollment"),
        ("practise", "practice"),
        ("theatres", "theaters"),
        ("ageing", "aging"),
        ("colour", "color"),
        ("prioritise", "prioritize"),
    ],
)
def test_british_and_american_spelling_are_one(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("hour", "hor"), ("filled", "filed"), ("does", "des"), ("four", "for"), ("tour", "tor")]
)
def test_words_that_only_look_alike_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("rosters rostering", ["roster", "roster"]),
        ("staff's staffs’", ["staff", "staff"]),
        ("15,256 £1.2m 900% 2023-24", ["15256", "1.2m", "900", "2023", "24"]),
        ("ED&I, A&E and R&D", ["edi", "ae", "rd"]),
        ("N.H.S.", ["nhs"]),
        ("café", ["cafe"]),
        ("band 6", ["band", "6"]),
        ("and/or the", []),
    ],
)
def test_words_are_read_as_readers_mean_them(text: str, found: list[str]) -> None:
    assert terms(text) == found


@pytest.mark.parametrize(
    "text", ["e-rostering", "erostering", "e rostering", "E-Rostering", "e‑rostering", "E ROSTERING"]
)
def test_e_rostering_is_one_however_it_is_written(text: str) -> None:
    assert stem("erostering") in terms(text)


def test_hyphens_leave_the_parts_to_be_found() -> None:
    assert terms("wi-fi") == ["wi", "fi", "wifi"]
    assert terms("well-being") == ["well", stem("wellbeing")]


def test_small_words_are_terms_only_as_acronyms() -> None:
    assert terms("IT made it easier") == ["it", "made", stem("easier")]
    assert terms("WE MADE IT EASIER") == ["made", stem("easier")]
    assert terms("OT and other things") == ["ot", "thing"]
