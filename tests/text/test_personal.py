"""What tells of a person is taken out of a text; everything else stays."""

import pytest

from entries.text.personal import without_personal


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("jane.doe@anyshire.example", "…"),
        ("rota for jane.doe@anyshire.example please", "rota for … please"),
        ("jane.doe @ anyshire.example rota", "… rota"),
        ("<jane@anyshire.example>, rota", "… rota"),
        ("jane@", "…"),
        ("943 476 5919", "…"),
        ("9434765919", "…"),
        ("943-476-5919 falls", "… falls"),
        ("943 4765919", "…"),
        ("patient 94 3476 5919", "patient …"),
        ("0151 488 8000", "…"),
        ("(0151) 488-8000", "…"),
        ("+44 (0)151 488 8000", "…"),
        ("07700900123 or 07700 900 456", "… or …"),
        ("4888000", "…"),
        ("٩٤٣٤٧٦٥٩١٩", "…"),
    ],
)
def test_addresses_and_long_numbers_go(text: str, left: str) -> None:
    assert without_personal(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "2023-24",
        "2021/22 2022/23 2023/24",
        "2019 2020 2021 2022",
        "15,256 meals",
        "£1,000,000,000",
        "band 6",
        "900%",
        "covid-19 2020-21",
        "24/7",
        "top 10 2023",
        "+",
        "(0",
        "",
    ],
)
def test_figures_and_years_stay(text: str) -> None:
    assert without_personal(text) == text


@pytest.mark.parametrize("part", ["a", "@", "1", "1 ", "a@", "(", "1(", "2020 ", "2020-21", " @ "])
def test_a_long_text_takes_no_longer_for_it(part: str) -> None:
    # What grew with the square of the length would not end within the suite's time.
    assert len(without_personal(part * 300_000)) <= len(part) * 300_000
