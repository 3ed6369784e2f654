"""Keeping the library true: which published entries somebody must look at and why, and saying that one still holds."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.formats import date_format

from entries.editorial import moves
from entries.editorial.changes import AtOnce
from entries.models import OPEN_ASKS, CheckedLink, Entry, LinkState, Status

SOON = timedelta(days=31)
OVERDUE, DUE, OWNERLESS, BROKEN, ASKING = "overdue", "due", "ownerless", "broken", "asking"
# In the order in which they press.
REASONS = {
    OVERDUE: "review is overdue",
    DUE: "review is due within a month",
    OWNERLESS: "nobody looks after it",
    BROKEN: "a link is broken",
    ASKING: "a team is to be asked",
}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many published entries are on the worklist, in all and for each reason; one may have several."""

    all: int
    overdue: int
    due: int
    ownerless: int
    broken: int
    asking: int


def counts(today: date, owner: Any = None) -> Counts:
    """How many published entries need somebody, of this person alone if one is given; one query."""
    found = kept(owner).aggregate(
        all=Count("pk", filter=_any(today)), **{name: Count("pk", filter=_test(name, today)) for name in REASONS}
    )
    return Counts(**found)


def worklist(today: date, reason: str = "", owner: Any = None) -> QuerySet[Entry]:
    """The published entries that need somebody, for that reason or for any, the earliest day of review first."""
    found = kept(owner).filter(_test(reason, today) if reason else _any(today))
    return found.order_by(F("review_on").asc(nulls_first=True), "pk")


def kept(owner: Any = None) -> QuerySet[Entry]:
    """The published entries, of this person alone if one is given."""
    published = Entry.objects.filter(status=Status.PUBLISHED)
    return published if owner is None else published.filter(editor=owner)


def reasons(entry: Entry, today: date, broken: int, asking: int) -> tuple[str, ...]:
    """Why an entry is on the worklist, by the names in REASONS; with how many broken links and open questions."""
    late = entry.review_on is None or entry.review_on < today
    found = {
        OVERDUE: late,
        DUE: not late and entry.review_on is not None and entry.review_on <= today + SOON,
        OWNERLESS: entry.editor_id is None,
        BROKEN: broken > 0,
        ASKING: asking > 0,
    }
    return tuple(name for name, holds in found.items() if holds)


def _test(reason: str, today: date) -> Q:
    """What puts an entry on the worklist for a reason. Subqueries, so that counting joins nothing."""
    broken = CheckedLink.objects.filter(state=LinkState.BROKEN).values("entries")
    asking = Entry.objects.filter(asks__state__in=OPEN_ASKS).values("pk")
    return {
        OVERDUE: Q(review_on__lt=today) | Q(review_on__isnull=True),
        DUE: Q(review_on__gte=today, review_on__lte=today + SOON),
        OWNERLESS: Q(editor__isnull=True),
        BROKEN: Q(pk__in=broken),
        ASKING: Q(pk__in=asking),
    }[reason]


def _any(today: date) -> Q:
    found = Q()
    for name in REASONS:
        found |= _test(name, today)
    return found


@dataclass(frozen=True)
class StillRight(AtOnce):
    """Say that what readers see still holds, and when somebody looks again. They notice nothing: editors may too.

    When its team confirmed it is noted in the draft, like any change of one.
    """

    next_on: date
    confirmed_on: date | None = None

    @property
    def done(self) -> str:  # type: ignore[override]
        """For the history."""
        told = f"Still right: next review on {date_format(self.next_on, 'j F Y')}"
        return f"{told}; {confirmed(self.confirmed_on)}" if self.confirmed_on else told

    def refusal(self, entry: Entry, user: Any) -> str:
        """Who may not edit, and what readers do not see."""
        if not moves.may(user, moves.EDIT):
            return "Only an editor may change entries."
        return "" if entry.status == Status.PUBLISHED else "It is not published, so there is nothing to review."

    def effect(self, entry: Entry) -> str:
        """From which day to which."""
        told = []
        if entry.review_on != self.next_on:
            before = f"; now {date_format(entry.review_on, 'j F Y')}" if entry.review_on else ""
            told.append(f"Next review on {date_format(self.next_on, 'j F Y')}{before}.")
        if self.confirmed_on and entry.last_confirmed != self.confirmed_on:
            told.append(f"In the draft, {confirmed(self.confirmed_on)}.")
        return " ".join(told)

    def change(self, entry: Entry) -> None:
        """Set it."""
        entry.review_on = self.next_on
        entry.last_confirmed = self.confirmed_on or entry.last_confirmed


def confirmed(day: date) -> str:
    """What the history says of a team's answer."""
    return f"the team confirmed it on {date_format(day, 'j F Y')}"
