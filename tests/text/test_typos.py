"""What is a typo and what is not; said so that nobody can change a meaning under that name."""

from time import process_time

import pytest

from entries.text.typos import beyond_typos, slips

SLIPS = [
    ("<p>Budies help.</p>", "<p>Buddies help.</p>"),
    ("They recieved the form.", "They received the form."),
    ("alot of time", "a lot of time"),
    ("in house, we", "in-house we"),
    ("The trust", "The Trust"),
    ("Its results", "It’s results"),
    ("rest in the nigths", "Rest in the nights."),
]
BEYOND = [
    ("91% of breaks", "19% of breaks", "figure"),
    ("It cost £40", "It cost $40", "figure"),
    ("It did help", "It did not help", "comes or goes"),
    ("They could stay", "They couldn’t stay", "“no” or “not”"),
    ("It is safe", "It is unsafe", "another word"),
    ("It will increase", "It will decrease", "another word"),
    ("Do harm", "No harm", "“no” or “not”"),
    ("Ten wards", "Two wards", "figure"),
    ("It helps staff", "It helps", "comes or goes"),
    ("It helps", "It helps everybody here", "comes or goes"),
    ("<p>One</p>", "<p><strong>One</strong></p>", "layout"),
    ('<a href="https://a.example/">One</a>', '<a href="https://b.example/">One</a>', "link"),
    ("recieve beleive acheive percieve", "receive believe achieve perceive", "4 words change"),
    ("One", "One ☠", "signs"),
    ("One", "One" + "!" * 7, "signs"),
    ("fast and safe", "safe and fast", "comes or goes"),
    ("seven wards", "seventy wards", "figure"),
    ("eight in ten", "eighty in ten", "figure"),
    ("nine thousand", "ninety thousand", "figure"),
    ("It worked.", "It worked?", "signs"),
    ("with a week", "within a week", "another word"),
    ("fewer falls", "fewer fells", "another word"),
    ("safe staffing", "same staffing", "another word"),
    ("It increased", "It increases", "another word"),
    ("It is unlikely", "It is unlike", "another word"),
    ("more than", "mere than", "another word"),
    ("the cost rose", "the cost rises", "another word"),
    ("Anna Reid said", "Anne Reed said", "another word"),
    ("We asked Rogerson", "We asked Rogersen", "another word"),
    ("<p>We asked <em>Hendersen</em></p>", "<p>We asked <em>Henderson</em></p>", "another word"),
]


@pytest.mark.parametrize(("before", "after"), SLIPS)
def test_slips_of_the_pen_are_typos_both_ways(before: str, after: str) -> None:
    assert beyond_typos(before, after) == beyond_typos(after, before) == ""


@pytest.mark.parametrize(("before", "after", "why"), BEYOND)
def test_what_changes_a_meaning_is_none(before: str, after: str, why: str) -> None:
    assert why in beyond_typos(before, after)
    assert beyond_typos(after, before)


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [("", "", 0), ("teh", "the", 1), ("a", "", 1), ("kitten", "sitting", 3), ("form", "from", 1)],
)
def test_slips_are_counted(old: str, new: str, count: int) -> None:
    assert slips(old, new) == slips(new, old) == count


def test_a_long_word_without_blanks_takes_no_time_to_speak_of() -> None:
    before = process_time()
    assert beyond_typos("a" * 40_000, "a" * 40_001)
    assert process_time() - before < 5
