"""Likely figures and quotations in a story's text, for someone to take."""

import pytest

from entries.importers import Draft, Place
from entries.importers.draft import Figure, Said
from entries.importers.likely import likely_figures, likely_quotes


def story(results: str, **fields: str) -> Draft:
    """A draft whose results are this paragraph."""
    return Draft(Place("a.docx"), results=f"<p>{results}</p>", **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sentence", "value", "label"),
    [
        ("In March, 91% of night breaks were taken in full.", "91%", "of night breaks were taken in full"),
        ("Sickness on nights fell by 28%.", "28%", "Sickness on nights fell"),
        ("The wait fell from 40 to 12 minutes.", "40 to 12", "The wait fell (minutes)"),
        ("After eight weeks, 19 of 24 patients slept through.", "19 of 24", "patients slept through"),
        ("It saved £2,140 a year for the ward.", "£2,140", "a year for the ward"),
        ("Volunteers gave 30 to 60 hours over six months.", "30 to 60", "hours over six months"),
        ("They gave 494.65 collective hours to it.", "494.65", "collective hours to it"),
    ],
)
def test_a_figure_comes_with_what_it_counts(sentence: str, value: str, label: str) -> None:
    assert [one.figure for one in likely_figures(story(sentence))] == [Figure(value, label)]


@pytest.mark.parametrize(
    "sentence",
    [
        "It began on 1 December 2023.",
        "In March 2024, we did it again.",
        "See page 3/4 at 10:30.",
        "Ward B2 helped.",
        "Budget code 4471, do not print.",
    ],
)
def test_days_years_and_times_are_no_figures(sentence: str) -> None:
    assert likely_figures(story(sentence)) == []


def test_figures_of_the_results_come_first_and_say_where_they_stand() -> None:
    found = likely_figures(story("Falls fell by 30%.", aims="<p>There were 212 falls a year.</p>"))
    assert [(one.figure.value, one.where) for one in found] == [("30%", "results"), ("212", "aims")]
    assert found[0].sentence == "Falls fell by 30%."


@pytest.mark.parametrize(
    ("passage", "said"),
    [
        ("One support worker told us: “I drive home awake now.”", ("", "One support worker")),
        ("“It takes the weight off our reception.” Jo Park, Practice Manager", ("Jo Park", "Practice Manager")),
        ("“It takes the weight off us all,” said Ann Fox, ward manager", ("Ann Fox", "ward manager")),
        ("People said “this is so much better than before” again and again.", ("", "People")),
    ],
)
def test_a_quotation_comes_with_who_said_it(passage: str, said: tuple[str, str]) -> None:
    [found] = likely_quotes(story(passage))
    assert (found.said.speaker, found.said.role) == said


def test_a_name_in_quotation_marks_is_no_quotation() -> None:
    assert likely_quotes(story("We called it “Elf on Shelf” and “Work”.")) == []


def test_what_is_a_row_already_is_not_proposed() -> None:
    draft = story("Falls fell by 30%. Ann said: “It is so much quieter now.”")
    taken = Draft(
        draft.place,
        results=draft.results,
        figures=(Figure("30%", "Falls fell"),),
        quotes=(Said("It is so much quieter now."),),
    )
    assert (likely_figures(taken), likely_quotes(taken)) == ([], [])
