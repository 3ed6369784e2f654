"""What tells of a person in a text, and what only looks so."""

import pytest

from entries.text.identifying import births, homes, is_persons, mailboxes, mobiles, nhs_numbers


def nhs_number(first: str) -> str:
    """Nine digits with the check digit that belongs to them, worked out here once more."""
    check = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(first)) % 11
    return first + str(0 if check == 11 else check)


@pytest.mark.parametrize("first", ["943476591", "485777345", "999000001", "400000000"])
@pytest.mark.parametrize("form", ["{a}{b}{c}", "{a} {b} {c}", "{a}-{b}-{c}", "{a}\u00a0{b}\u2009{c}", "{a}–{b}–{c}"])
def test_an_nhs_number_is_found_however_it_is_written(first: str, form: str) -> None:
    number = nhs_number(first)
    written = form.format(a=number[:3], b=number[3:6], c=number[6:])
    assert len(nhs_numbers(f"Her number is {written}, she said.")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "943 476 5918", "Ring 0151 488 7306", "Ring 01244 397397", "+44 9434765919", "1,943,476,591.9", "9434765919123",
        "doi 10.9434765919", "https://a.example/9434765919/x", "0000000000", "1111111111", "£9434765919.50",
    ],
)  # fmt: skip
def test_other_numbers_are_none(text: str) -> None:
    assert nhs_numbers(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "DOB 3/4/1948", "DOB: 03.04.48", "D.O.B. 3rd April 1948", "date of birth: 1948-04-03",
        "Date of birth is 3 Apr 1948",
        "He was born on 3 April 1948.", "born April 3, 1948", "(d.o.b 3-4-1948)", "born on the 3rd of April 1948",
    ],
)  # fmt: skip
def test_a_date_of_birth_is_found(text: str) -> None:
    assert len(births(text)) == 1


@pytest.mark.parametrize(
    "text",
    ["The NHS was born on 5 July 1948.", "On 3 April 1948 we began.", "born in Chester", "Adobe 3/4/1948",
     "born leaders, 12 of 14"],
)  # fmt: skip
def test_other_dates_are_none(text: str) -> None:
    assert births(text) == []


@pytest.mark.parametrize(
    "text", ["07700 900123", "+44 7700 900123", "0044 7700 900 123", "07700-900-123", "(07700) 900123"]
)
def test_a_mobile_is_a_persons(text: str) -> None:
    assert len(mobiles(f"Ring {text} at any time")) == 1


@pytest.mark.parametrize(
    "text", ["0151 496 0123", "0300 303 3999", "switchboard: 01632 960001", "111", "0770 of 90 in 2024"]
)
def test_a_switchboard_is_nobodys(text: str) -> None:
    assert mobiles(text) == []


@pytest.mark.parametrize(
    "mailbox",
    ["priya.shah@nhs.example", "karen.jones12@trust.example", "j.smith@trust.example", "nightowl@gmail.com",
     "priya_shah@trust.example", "morgan.hale@trust.example", "m.hale@trust.example", "cwp.susan.jones@trust.example"],
)  # fmt: skip
def test_a_persons_mailbox_is_known(mailbox: str) -> None:
    assert is_persons(mailbox, ["Morgan Hale"])


@pytest.mark.parametrize(
    "mailbox",
    ["night.care@anyshire.example", "comms@trust.example", "e.rostering@trust.example", "rose.ward@trust.example",
     "info@trust.example", "communications.team@trust.example", "falls@trust.example", "karen.ward.team@trust.example",
     "anyshire.urgenthomeresponse@trust.example", "trust.voluntary-work@nhs.example", "hale.ward@trust.example"],
)  # fmt: skip
def test_an_official_mailbox_is_nobodys(mailbox: str) -> None:
    assert not is_persons(mailbox, ["Morgan Hale"])


def test_a_home_is_told_from_an_office() -> None:
    assert homes("Letters to 14 Larch Tree Lane, please.") == ["14 Larch Tree Lane"]
    assert homes("The clinic is at 14 Larch Tree Lane.") == []
    assert homes("In 2024 Staff Road shows began.") == homes("5 wards on High Street") == []


def test_mailboxes_are_found_at_the_end_of_a_sentence() -> None:
    assert list(mailboxes("Write to night.care@anyshire.example.")) == ["night.care@anyshire.example"]


@pytest.mark.parametrize(
    "text", ["9" * 20_000, "0" + "7 " * 9_000, "a." * 20_000 + "@", "born " * 5_000, "1 Aaa " * 5_000]
)
def test_no_text_takes_long(text: str) -> None:
    # Each would take minutes if a pattern went back over it.
    assert [list(find(text)) for find in (nhs_numbers, births, homes, mailboxes)] == [[], [], [], []]
