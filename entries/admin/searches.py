"""What was searched for of late: most often, and without finding enough. Words, never people."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Max, Q, QuerySet
from django.urls import reverse

from entries.models import Search
from entries.models.searching import SEPARATORS
from entries.text.personal import STANDS_FOR
from entries.text.wording import counted

DAYS = 90
ENOUGH = 3  # with fewer entries that have all the words, a search found little
MOST_LINES = 50
TO_SPACES = dict.fromkeys(map(ord, SEPARATORS + STANDS_FOR), " ")


@dataclass(frozen=True, slots=True)
class Line:
    """Words that were searched for: how often, when last, what was found then, and where something can be done."""

    words: str
    times: int
    last: date
    found: str
    page: str
    synonym: str
    best_bet: str


def most_searched(today: date) -> tuple[Line, ...]:
    """What was searched for most often, at most `MOST_LINES`; two queries."""
    return _lines(_by_words(today))


def found_little(today: date) -> tuple[tuple[Line, ...], int]:
    """What was searched for and found nothing or little, at most `MOST_LINES`, and how many there are; three queries.

    What counts is the last search without filters: a filter may leave little, and what was missing may have come since.
    """
    found = _little(today)
    return _lines(found), found.count()


def _by_words(today: date) -> QuerySet[Any, Any]:
    recent: QuerySet[Any, Any] = Search.objects.filter(day__gt=today - timedelta(days=DAYS)).values("words")
    unfiltered = Max("pk", filter=Q(filters=""))
    found = recent.annotate(times=Count("pk"), last=Max("day"), latest=Max("pk"), unfiltered=unfiltered)
    # Not by the words: each database has an alphabet of its own.
    return found.order_by("-times", "-latest")


def _little(today: date) -> QuerySet[Any, Any]:
    return _by_words(today).filter(unfiltered__in=Search.objects.filter(count__lt=ENOUGH).values("pk"))


def _lines(found: QuerySet[Any, Any]) -> tuple[Line, ...]:
    rows = list(found[:MOST_LINES])
    shown = Search.objects.in_bulk(row["unfiltered"] or row["latest"] for row in rows)
    return tuple(_line(row, shown[row["unfiltered"] or row["latest"]]) for row in rows)


def _line(row: dict[str, Any], shown: Search) -> Line:
    typed = " ".join(row["words"].translate(TO_SPACES).split())
    return Line(
        words=row["words"],
        times=row["times"],
        last=row["last"],
        found=_in_words(shown),
        page=_address("browse", q=typed),
        synonym=_address("admin:entries_synonym_add", left=typed),
        best_bet=_address("admin:entries_bestbet_add", words=typed),
    )


def _in_words(shown: Search) -> str:
    if not shown.count_any:
        found = "Nothing"
    elif not shown.count:
        found = f"None with all the words, {shown.count_any:,} with some"
    else:
        found = counted(shown.count, "project")
    return f"{found}, with filters" if shown.filters else found


def _address(name: str, **asked: str) -> str:
    return f"{reverse(name)}?{urlencode(asked)}"
