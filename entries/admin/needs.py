"""The Books in the making, for the desk's first page: what each still needs, and what its judges have to do."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from entries.editorial import checks, judging, totals
from entries.editorial.books import GOES_OUT
from entries.editorial.cards import hand
from entries.models import OUT_STATES, Edition, EditionState, Judge, Outcome, Status
from entries.text.wording import counted

MOST_BOOKS = 3


@dataclass(frozen=True, slots=True)
class Making:
    """A Book that is not out: where it is published, and what it still needs in words; `when` if that is settled.

    The nearest one is looked at more closely: how many of its entries are blocked, and how far its judges are.
    """

    title: str
    url: str
    needs: tuple[str, ...]
    ready: int
    going: int
    when: datetime | None
    judging: str = ""
    judging_url: str = ""


def in_the_making(now: datetime) -> tuple[Making, ...]:
    """Books that are not out yet, the nearest first, with what is still to be done for each.

    One query, and for the nearest some twenty more, whatever it holds.
    """
    there = ~Q(entries__status=Status.WITHDRAWN)
    going = there & Q(entries__outcome__in=GOES_OUT)
    done = Q(entries__status__in=[Status.APPROVED, Status.PUBLISHED])
    books = Edition.objects.filter(~Q(state__in=OUT_STATES) | Q(publishes_at__gt=now)).annotate(
        going=Count("entries", filter=going),
        ready=Count("entries", filter=going & done),
        undecided=Count("entries", filter=there & Q(entries__outcome__in=["", Outcome.UNDECIDED])),
        bare=Count("entries", filter=going & Q(entries__outcome=Outcome.FULL, entries__summary="")),
        alone=Count("entries", filter=going & Q(entries__contact=None)),
    )
    nearest, *others = books.order_by("publishes_at", "-period_start", "slug")[:MOST_BOOKS] or [None]
    if nearest is None:
        return ()
    blocked = checks.blocked(nearest.entries.filter(outcome__in=GOES_OUT).exclude(status=Status.WITHDRAWN))
    found = _making(nearest, len(blocked))
    if judging.is_open(nearest):
        found = replace(found, judging=_judged(nearest), judging_url=_address("entries_edition_judging", nearest))
    return (found, *(_making(book) for book in others))


def _making(book: Any, blocked: int = 0) -> Making:
    def are(amount: int, told: str) -> tuple[int, str]:
        return amount, f"{counted(amount, 'entry is', 'entries are')} {told}"

    def have(amount: int, told: str) -> tuple[int, str]:
        return amount, f"{counted(amount, 'entry has', 'entries have')} {told}"

    needs = [
        are(book.undecided, "undecided"),
        are(book.going - book.ready, "not approved yet"),
        are(blocked, "blocked: something must be mended first"),
        have(book.bare, "no summary"),
        have(book.alone, "nobody to ask"),
        (not book.foreword, "It has no foreword"),
        (not book.cover, "It has no cover"),
    ]
    settled = book.publishes_at if book.state in OUT_STATES else None
    told = tuple(words for amount, words in needs if amount)
    return Making(book.title, _address("entries_edition_publish", book), told, book.ready, book.going, settled)


def _judged(book: Edition) -> str:
    """How far the judges are, all together."""
    found = totals.progress(book)
    marked, wanted = sum(one.marked for one in found), sum(one.to_judge for one in found)
    done = sum(one.is_done for one in found)
    return f"{counted(len(found), 'judge')}, {done} done; {marked:,} of {wanted:,} sets of marks given"


def _address(name: str, row: Any) -> str:
    return reverse(f"admin:{name}", args=[row.pk])


@dataclass(frozen=True, slots=True)
class Mine:
    """A Book that this person judges now, and how far they are."""

    title: str
    url: str
    done: int
    cards: int


def you_judge(user: Any) -> tuple[Mine, ...]:
    """The Books that this person is to judge now; one query, and eight for each of them."""
    open_ones = Judge.objects.filter(
        user=user, edition__state=EditionState.JUDGING, edition__judging__closed_at=None, edition__judging__isnull=False
    )
    hands = [hand(judge) for judge in open_ones.select_related("edition")[:MOST_BOOKS]]
    return tuple(
        Mine(one.judge.edition.title, reverse("admin:judging", args=[one.judge.edition_id]), one.done, len(one.cards))
        for one in hands
    )
