"""Judging a Book: criteria and judges, opening and closing, marks, and declared interests.

While it is open each judge knows their own marks and nobody anybody else's. All raise PermissionDenied, or
ValidationError with the reason in words; then nothing has changed.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone

from entries import library
from entries.editorial import history, moves
from entries.models import (
    HEAVIEST,
    MOST_POINTS,
    OUT_STATES,
    Criterion,
    Edition,
    EditionState,
    Entry,
    Interest,
    Judge,
    Judging,
    Score,
    Status,
    User,
)  # fmt: skip

# From nothing to what one hopes for: with an even number of steps, nobody can stay in the middle.
POINTS = tuple(range(MOST_POINTS + 1))
ONLY = "Only a publisher may arrange the judging of a Book."
NOT_A_JUDGE = "You are not a judge of this Book."
FIXED = "Marks have been given, so the criteria and their weights stay as they are."
NOT_OPEN = "Judging of this Book is not open, so no mark can be given or changed."
HAS_SEEN = (
    "Judging was closed once, so whoever may publish could see the marks of all: yours stay as they are. "
    "The other judges can go on."
)
NOT_JUDGED = (Status.DRAFT, Status.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A criterion as somebody wants it."""

    name: str
    question: str
    weight: int


@dataclass(frozen=True, slots=True)
class Given:
    """What a judge gives for one criterion."""

    points: int
    comment: str = ""


OFFERED = (
    Wanted("Difference made", "What changed for the people it was meant for?", 3),
    Wanted("How well it is shown", "Do figures, or the people concerned, bear it out?", 2),
    Wanted("Use to others", "Could another team do the same with what is told here?", 2),
    Wanted("Clearness", "Is it told so that somebody from elsewhere understands it?", 1),
)


def may_arrange(user: Any) -> bool:
    """Whether this person may name criteria and judges, open and close judging, and see its totals."""
    return moves.may(user, moves.PUBLISH)


def is_open(edition: Edition) -> bool:
    """Whether marks can be given now; one query."""
    return edition.state == EditionState.JUDGING and Judging.objects.filter(pk=edition.pk, closed_at=None).exists()


def why_not(judge: Judge) -> str:
    """Why this judge can give no mark now, in words; nothing if they can."""
    if not is_open(judge.edition):
        return NOT_OPEN
    if may_arrange(judge.user) and Judging.objects.filter(pk=judge.edition_id, reopened=True).exists():
        return HAS_SEEN
    return ""


def is_closed(edition: Edition) -> bool:
    """Whether judging was opened and is over, so that its marks may be seen; one query."""
    return Judging.objects.filter(pk=edition.pk, closed_at__isnull=False).exists()


def to_judge(edition: Edition) -> QuerySet[Entry]:
    """The entries that judges look at: all of the Book's that were handed on, and not withdrawn."""
    return edition.entries.exclude(status__in=NOT_JUDGED)


def judge_of(edition: Edition, user: Any) -> Judge:
    """This person as a judge of the Book; raises PermissionDenied."""
    found = Judge.objects.select_related("edition", "user").filter(edition=edition, user=user).first()
    if found is None or not user.is_active:
        raise PermissionDenied(NOT_A_JUDGE)
    return found


def set_criteria(edition: Edition, wanted: Sequence[Wanted], *, user: Any = None) -> None:
    """Judge by these criteria, in this order, and by no others."""
    with _arranged(edition, user, "Criteria: " + ", ".join(f"{one.name} ({one.weight})" for one in wanted)):
        _refuse_criteria(edition, wanted)
        kept = {one.name: one for one in edition.criteria.all()}
        for name in kept.keys() - {one.name for one in wanted}:
            kept[name].delete()
        for position, one in enumerate(wanted):
            row = kept.get(one.name) or Criterion(edition=edition, name=one.name)
            row.question, row.weight, row.position = one.question, one.weight, position
            row.save()


def _refuse_criteria(edition: Edition, wanted: Sequence[Wanted]) -> None:
    if Score.objects.filter(judge__edition=edition).exists():
        raise ValidationError(FIXED)
    if not wanted:
        raise ValidationError("Give at least one criterion.")
    if len({one.name for one in wanted}) < len(wanted):
        raise ValidationError("Two criteria have the same name.")
    for one in wanted:
        if not 1 <= one.weight <= HEAVIEST:
            raise ValidationError(f"The weight of “{one.name}” is {one.weight}. It takes 1 to {HEAVIEST}.")


def name_judges(edition: Edition, people: Collection[User], *, user: Any = None) -> None:
    """Let these people judge the Book, and no others. One who has given marks or declared an interest stays."""
    begun = Q(judges__edition=edition) & (Q(judges__scores__isnull=False) | Q(judges__interests__isnull=False))
    wanted = {*people, *User.objects.filter(begun)}
    names = ", ".join(sorted(str(one) for one in wanted)) or "nobody"
    with _arranged(edition, user, f"Judges: {names}"):
        edition.judges.exclude(user__in=wanted).filter(scores=None, interests=None).delete()
        for person in wanted:
            Judge.objects.get_or_create(edition=edition, user=person)


def open_judging(edition: Edition, *, user: Any = None) -> None:
    """Let the judges begin, or go on after it was closed: then marks are hidden again.

    Judges who may publish could see all marks meanwhile, so theirs stay as they are from then on.
    """
    with _arranged(edition, user, "Judging is open"):
        if edition.state in OUT_STATES:
            raise ValidationError(f"“{edition.title}” is published. Take it back before it is judged again.")
        missing = [
            words
            for words, rows in (("a criterion", edition.criteria), ("a judge", edition.judges))
            if not rows.exists()
        ]
        if missing:
            raise ValidationError(f"It needs {' and '.join(missing)} first.")
        again = {"reopened": True} if is_closed(edition) else {}
        Judging.objects.update_or_create(edition=edition, defaults={"closed_at": None, **again})
        edition.state = EditionState.JUDGING
        edition.save()


def close_judging(edition: Edition, *, user: Any = None) -> None:
    """End it: marks stay as they are, and those who decide see them."""
    with _arranged(edition, user, "Judging is closed"):
        judging = Judging.objects.filter(edition=edition, closed_at=None).first()
        if judging is None:
            raise ValidationError(f"Judging of “{edition.title}” is not open.")
        judging.closed_at = timezone.now()
        judging.save()


def mark(judge: Judge, entry: Entry, given: Mapping[int, Given]) -> None:
    """Keep what a judge gives an entry, by criterion's id; a criterion that is not given stays as it was."""
    with library.writing(user=judge.user):
        _refuse_marks(judge, entry)
        if Interest.objects.filter(judge=judge, entry=entry).exists():
            raise ValidationError("You declared an interest in this entry, so you give it no marks.")
        criteria = {one.pk: one for one in judge.edition.criteria.all()}
        for pk, one in given.items():
            if pk not in criteria or one.points not in POINTS:
                raise ValidationError(f"A mark is one of {POINTS[0]} to {POINTS[-1]}, for a criterion of this Book.")
            Score.objects.update_or_create(
                judge=judge, entry=entry, criterion=criteria[pk],
                defaults={"points": one.points, "comment": one.comment, "at": timezone.now()},
            )  # fmt: skip


def declare(judge: Judge, entry: Entry, note: str = "") -> None:
    """Say that this judge has a part in the entry: no mark of theirs counts there."""
    with library.writing(user=judge.user):
        _refuse_marks(judge, entry)
        Interest.objects.update_or_create(judge=judge, entry=entry, defaults={"note": note})


def undeclare(judge: Judge, entry: Entry) -> None:
    """Take such a word back, said by mistake: marks given before count again."""
    with library.writing(user=judge.user):
        _refuse_marks(judge, entry)
        Interest.objects.filter(judge=judge, entry=entry).delete()


def _refuse_marks(judge: Judge, entry: Entry) -> None:
    edition = Edition.objects.select_for_update().get(pk=judge.edition_id)
    judge.edition = edition
    if reason := why_not(judge):
        raise ValidationError(reason)
    if not to_judge(edition).filter(pk=entry.pk).exists():
        raise ValidationError(f"“{entry.title}” is not among the entries to judge.")


@contextmanager
def _arranged(edition: Edition, user: Any, told: str) -> Iterator[None]:
    """What is arranged inside is one step: a publisher's, with the Book locked, and kept in its history."""
    if not may_arrange(user):
        raise PermissionDenied(ONLY)
    with library.writing(user=user), history.recorded(user, told):
        Edition.objects.select_for_update().filter(pk=edition.pk).first()
        edition.refresh_from_db()
        yield
        history.keep(edition)
