"""Judging: what counts and how, who may do what and when, and that nothing is said before it is closed."""

from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from reversion.models import Version

from entries.editorial import judging, totals
from entries.editorial.cards import hand
from entries.models import Judge, Outcome, Score
from tests import factories, judged

pytestmark = pytest.mark.django_db


def judge(made: Any, person: Any) -> Judge:
    return Judge.objects.get(edition=made, user=person)


def test_a_mean_is_exact_and_weighs_the_criteria() -> None:
    ann, ben = factories.person("Editor"), factories.person("")
    made = judged.book(1, ann, ben)
    judged.give(ann, judged.entry(made), (5, 4, 3, 0))
    judged.give(ben, judged.entry(made), (2, 2, 2, 3))
    judging.close_judging(made)
    (one,) = totals.totals(made)
    assert one.mean == Fraction(3 * 7 + 2 * 6 + 2 * 5 + 3, 16)
    assert (one.shown, one.shown_spread, one.judges, one.unfinished) == ("2.88", "1.50", 2, 0)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ((11, 3), "3.67"),
        ((1, 200), "0.01"),
        ((1, 201), "0.00"),
        ((5, 1), "5.00"),
        ((0, 1), "0.00"),
        ((599, 200), "3.00"),
    ],
)
def test_a_fraction_is_shown_to_two_places(value: tuple[int, int], shown: str) -> None:
    assert totals.decimal(Fraction(*value)) == shown


def test_only_whole_cards_count_and_none_of_who_has_an_interest() -> None:
    ann, ben, cat = (factories.person(role) for role in ("Editor", "", "Publisher"))
    made = judged.book(1, ann, ben, cat)
    one = judged.entry(made)
    judged.give(ann, one, (4, 4, 4, 4))
    judged.give(ben, one, (0, 0))
    judged.give(cat, one, (1, 1, 1, 1))
    judging.declare(judge(made, cat), one, "My own team")
    judging.close_judging(made)
    (found,) = totals.totals(made)
    assert (found.mean, found.judges, found.unfinished, found.interests) == (4, 1, 1, (str(cat),))


def test_an_entry_nobody_marked_comes_last_without_a_mean() -> None:
    ann = factories.person("Editor")
    made = judged.book(2, ann)
    judged.give(ann, judged.entry(made, 1), (0, 0, 0, 0))
    judging.close_judging(made)
    assert [(one.entry.title, one.shown) for one in totals.totals(made)] == [("Story 001", "0.00"), ("Story 000", "")]


def test_nobody_sees_totals_before_judging_is_closed() -> None:
    ann = factories.person("Publisher")
    made = judged.book(1, ann)
    judged.give(ann, judged.entry(made), (5, 5, 5, 5))
    for person in (ann, factories.person("superuser"), None):
        with pytest.raises(ValidationError, match="not closed"):
            totals.totals(made, user=person)
        with pytest.raises(ValidationError, match="not closed"):
            totals.marks_of(judged.entry(made), made, user=person)


def test_opened_again_the_marks_are_hidden_again() -> None:
    made = judged.book(1)
    judging.close_judging(made)
    judging.open_judging(made)
    with pytest.raises(ValidationError):
        totals.totals(made)


@pytest.mark.parametrize("role", ["", "Editor", "Publisher", "Administrator", "superuser"])
def test_a_judge_of_any_role_marks_and_nobody_else_does(role: str) -> None:
    person, other = factories.person(role), factories.person(role)
    made = judged.book(1, person)
    judged.give(person, judged.entry(made), (5, 5, 5, 5))
    assert judging.judge_of(made, person).user == person
    with pytest.raises(PermissionDenied):
        judging.judge_of(made, other)


ARRANGED = {
    "criteria": lambda made, user: judging.set_criteria(made, judging.OFFERED[:2], user=user),
    "judges": lambda made, user: judging.name_judges(made, [*_people(made), factories.person("")], user=user),
    "open": lambda made, user: judging.open_judging(made, user=user),
    "close": lambda made, user: judging.close_judging(made, user=user),
}


def _people(made: Any) -> list[Any]:
    return [one.user for one in Judge.objects.filter(edition=made)]


@pytest.mark.parametrize(
    ("step", "role"), list(product(ARRANGED, ["", "Editor", "Publisher", "Administrator", "superuser"]))
)
def test_only_a_publisher_arranges(step: str, role: str) -> None:
    person = factories.person(role)
    made = judged.book(1, person)
    if role in ("", "Editor"):
        with pytest.raises(PermissionDenied, match="Only a publisher"):
            ARRANGED[step](made, person)
    else:
        ARRANGED[step](made, person)


def test_marks_are_given_only_while_it_is_open() -> None:
    ann = factories.person("Editor")
    made = judged.book(1, ann)
    judging.close_judging(made)
    for act in (
        lambda: judged.give(ann, judged.entry(made), (1,)),
        lambda: judging.declare(judge(made, ann), judged.entry(made)),
    ):
        with pytest.raises(ValidationError, match="not open"):
            act()
    assert not Score.objects.exists()


def test_no_mark_is_given_out_of_range_or_beside_the_book() -> None:
    ann = factories.person("Editor")
    made = judged.book(1, ann)
    elsewhere = factories.entry(edition=factories.edition("2029-30"))
    own = judge(made, ann)
    with pytest.raises(ValidationError, match="0 to 5"):
        judging.mark(own, judged.entry(made), {made.criteria.all()[0].pk: judging.Given(6)})
    with pytest.raises(ValidationError, match="a criterion of this Book"):
        judging.mark(own, judged.entry(made), {0: judging.Given(1)})
    with pytest.raises(ValidationError, match="not among the entries to judge"):
        judging.mark(own, elsewhere, {})


def test_a_draft_is_not_judged_until_it_is_handed_on() -> None:
    ann = factories.person("Editor")
    made = judged.book(1, ann)
    factories.entry("Begun", edition=made, outcome=Outcome.UNDECIDED)
    assert [card.entry.title for card in hand(judge(made, ann)).cards] == ["Story 000"]
    assert totals.tally(made).drafts == 1


def test_criteria_stay_once_marks_are_given_and_so_does_who_gave_them() -> None:
    ann = factories.person("Editor")
    made = judged.book(1, ann)
    judged.give(ann, judged.entry(made), (1,))
    with pytest.raises(ValidationError, match="stay as they are"):
        judging.set_criteria(made, judging.OFFERED[:1])
    judging.name_judges(made, [])
    assert (made.criteria.count(), made.judges.count()) == (4, 1)


def test_judges_are_named_though_one_who_gave_marks_has_left() -> None:
    ann, ben, cat, dan = (factories.person("Editor", first_name=name) for name in ("Ann", "Ben", "Cat", "Dan"))
    made = judged.book(1, ann, ben, cat)
    judged.give(ann, judged.entry(made), (1,))
    judging.declare(judge(made, ben), judged.entry(made))
    for one in (ann, ben):
        one.is_active = False
        one.save()
    judging.name_judges(made, [dan])
    assert set(_people(made)) == {ann, ben, dan}
    latest = Version.objects.get_for_object(made).first()
    assert latest.revision.get_comment() == "Judges: Ann, Ben, Dan"


def test_a_withdrawn_entry_was_received_and_counts_no_further() -> None:
    made = judged.book(3)
    made.entries.filter(title="Story 000").update(status="withdrawn")
    made.entries.filter(title="Story 001").update(status="withdrawn", outcome=Outcome.FULL)
    found = totals.tally(made)
    assert (found.received, found.undecided, found.judged) == (3, 1, 0)


@pytest.mark.parametrize(
    "wanted", [[], [judging.Wanted("A", "", 0)], [judging.Wanted("A", "", 21)], [judging.Wanted("A", "", 1)] * 2]
)
def test_criteria_that_cannot_be_are_refused(wanted: list[judging.Wanted]) -> None:
    made = factories.edition("2030-31", state="collecting")
    with pytest.raises(ValidationError):
        judging.set_criteria(made, wanted)
    assert not made.criteria.exists()


def test_it_is_not_opened_without_criteria_and_judges_nor_of_a_book_that_is_out() -> None:
    made = factories.edition("2030-31", state="collecting")
    with pytest.raises(ValidationError, match="It needs a criterion and a judge first"):
        judging.open_judging(made)
    with pytest.raises(ValidationError, match="is published"):
        judging.open_judging(factories.edition("2024-25"))


def test_progress_tells_how_far_each_is_and_no_mark() -> None:
    ann, ben = factories.person("Editor", first_name="Ann"), factories.person("", first_name="Ben")
    made = judged.book(3, ann, ben)
    judged.give(ann, judged.entry(made), (1, 1, 1, 1))
    judged.give(ann, judged.entry(made, 1), (1,))
    judging.declare(judge(made, ben), judged.entry(made, 2))
    found = [(str(one.judge.user), one.marked, one.to_judge, one.aside) for one in totals.progress(made)]
    assert found == [("Ann", 1, 3, 0), ("Ben", 0, 2, 1)]


def test_a_judge_knows_what_is_left() -> None:
    ann = factories.person("Editor")
    made = judged.book(3, ann)
    judged.give(ann, judged.entry(made), (1, 2, 3, 4))
    judged.give(ann, judged.entry(made, 1), (1,))
    found = hand(judge(made, ann))
    assert [card.state for card in found.cards] == ["Marked", "1 of 4 marked", "To judge"]
    assert (found.done, found.next_open and found.next_open.entry.title) == (1, "Story 001")


def test_a_bigger_book_asks_no_more() -> None:
    people, counts = [factories.person("Editor") for _ in range(3)], []
    made = judged.book(5, *people)
    for more in (0, 95):
        for number in range(5, 5 + more):
            factories.entry(f"Story {number:03}", edition=made, care_groups=["wards"], status="submitted")
        for person in people:
            judged.give(person, judged.entry(made, more), (1, 2, 3, 4))
        judging.close_judging(made)
        with CaptureQueriesContext(connection) as queries:
            assert len(totals.totals(made)) == 5 + more
            totals.tally(made), totals.progress(made), hand(judge(made, people[0]))
        counts.append(len(queries))
        judging.open_judging(made)
    assert counts[0] == counts[1] <= 25
