"""What judging came to: counts of a Book's entries, how far each judge is, and the totals once judging is closed.

Means are exact fractions, and are rounded only where they are shown.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q

from entries.editorial import judging
from entries.editorial.moves import PUBLISH, may
from entries.models import Edition, Entry, Interest, Judge, Outcome, Score, Status
from entries.text.folding import sort_key

TOO_SOON = "Judging is not closed. Until it is, nobody sees the marks of others."
HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class Tally:
    """A Book's entries counted: all were received, and of those not withdrawn some are judged: something is decided."""

    received: int
    drafts: int
    undecided: int
    full: int
    mentions: int
    not_used: int
    published: int

    @property
    def judged(self) -> int:
        """How many are decided."""
        return self.full + self.mentions + self.not_used


def tally(edition: Edition) -> Tally:
    """Count a Book's entries; one query."""

    def of(*conditions: Q, **named: Any) -> Count:
        return Count("pk", filter=~Q(status=Status.WITHDRAWN) & Q(*conditions, **named))

    told = Q(outcome__in=(Outcome.FULL, Outcome.MENTION))
    return Tally(
        **edition.entries.aggregate(
            received=Count("pk"),
            drafts=of(status=Status.DRAFT),
            undecided=of(outcome__in=["", Outcome.UNDECIDED]),
            full=of(outcome=Outcome.FULL),
            mentions=of(outcome=Outcome.MENTION),
            not_used=of(outcome=Outcome.NOT_USED),
            published=of(told, status=Status.PUBLISHED),
        )
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a judge is: entries marked for every criterion, of those to judge without the ones they stand aside."""

    judge: Judge
    marked: int
    to_judge: int
    aside: int

    @property
    def is_done(self) -> bool:
        """Whether nothing is left for them to mark."""
        return self.marked >= self.to_judge


def progress(edition: Edition) -> tuple[Progress, ...]:
    """How far each judge is, by name; five queries whatever the Book holds. It tells no mark."""
    wanted = set(judging.to_judge(edition).values_list("pk", flat=True))
    criteria = edition.criteria.count()
    aside = defaultdict(set)
    for judge, entry in Interest.objects.filter(judge__edition=edition).values_list("judge", "entry"):
        aside[judge].add(entry)
    marked = defaultdict(set)
    given = Score.objects.filter(judge__edition=edition).values("judge", "entry").annotate(marks=Count("pk"))
    for row in given.filter(marks=criteria).order_by():
        marked[row["judge"]].add(row["entry"])
    judges = sorted(edition.judges.select_related("user"), key=lambda one: sort_key(str(one.user)))
    return tuple(
        Progress(
            judge=one,
            marked=len(marked[one.pk] & wanted - aside[one.pk]),
            to_judge=len(wanted - aside[one.pk]),
            aside=len(wanted & aside[one.pk]),
        )
        for one in judges
    )


@dataclass(frozen=True, slots=True)
class Total:
    """What judging came to for one entry. Only judges who marked every criterion and have no interest count."""

    entry: Entry
    team: str
    care_group: str
    mean: Fraction | None
    spread: Fraction | None
    judges: int
    unfinished: int
    interests: tuple[str, ...]

    @property
    def shown(self) -> str:
        """The mean to two places."""
        return "" if self.mean is None else decimal(self.mean)

    @property
    def shown_spread(self) -> str:
        """The spread to two places."""
        return "" if self.spread is None else decimal(self.spread)


def refuse_totals(edition: Edition, user: Any) -> None:
    """Raise PermissionDenied to who may not decide, and ValidationError while judging is not closed."""
    if not may(user, PUBLISH):
        raise PermissionDenied("Only a publisher may see what judging came to.")
    if not judging.is_closed(edition):
        raise ValidationError(TOO_SOON)


def totals(edition: Edition, *, user: Any = None) -> tuple[Total, ...]:
    """What judging came to for each entry of the Book, the best first; eight queries whatever the Book holds."""
    refuse_totals(edition, user)
    weights = dict(edition.criteria.values_list("pk", "weight"))
    people = {one.pk: str(one.user) for one in edition.judges.select_related("user")}
    aside = defaultdict(set)
    for judge, entry in Interest.objects.filter(judge__in=people).values_list("judge", "entry"):
        aside[entry].add(judge)
    cards: dict[int, dict[int, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    rows = Score.objects.filter(judge__in=people).values_list("entry", "judge", "criterion", "points")
    for entry, judge, criterion, points in rows:
        cards[entry][judge][criterion] = points
    entries = edition.entries.exclude(status=Status.WITHDRAWN).prefetch_related(
        "team_links__team", "care_group_links__tag"
    )
    found = [_total(one, cards[one.pk], aside[one.pk], weights, people) for one in entries]
    return tuple(sorted(found, key=lambda one: (-(one.mean if one.mean is not None else -1), sort_key(str(one.entry)))))


def _total(
    entry: Entry,
    cards: Mapping[int, Mapping[int, int]],
    aside: set[int],
    weights: Mapping[int, int],
    people: Mapping[int, str],
) -> Total:
    counting = [card for judge, card in cards.items() if judge not in aside and card.keys() >= weights.keys()]
    begun = [card for judge, card in cards.items() if judge not in aside]
    means = [weighted(card, weights) for card in counting]
    return Total(
        entry=entry,
        team=next((link.team.name for link in entry.team_links.all()), ""),
        care_group=_care_group(entry),
        mean=sum(means, Fraction()) / len(means) if means else None,
        spread=max(means) - min(means) if means else None,
        judges=len(means),
        unfinished=len(begun) - len(counting),
        interests=tuple(sorted(people[judge] for judge in aside)),
    )


def weighted(card: Mapping[int, int], weights: Mapping[int, int]) -> Fraction:
    """The weighted mean of one judge's marks, exactly; both mappings by criterion's id."""
    return Fraction(sum(weights[pk] * card[pk] for pk in weights), sum(weights.values()))


def decimal(value: Fraction) -> str:
    """A fraction to two places, half a hundredth up: 11/3 is 3.67. No float on the way."""
    hundredths = (value * HUNDREDTHS + Fraction(1, 2)).__floor__()
    return f"{hundredths // HUNDREDTHS}.{hundredths % HUNDREDTHS:02}"


def _care_group(entry: Entry) -> str:
    """The care group under which it stands in the Book: the first in the vocabulary's order."""
    tags: Iterable[Any] = (link.tag for link in entry.care_group_links.all())
    return next((tag.name for tag in sorted(tags, key=lambda tag: (tag.order, tag.slug))), "")


@dataclass(frozen=True, slots=True)
class Marks:
    """What one judge gave one entry, and whether it counts."""

    judge: str
    given: tuple[tuple[str, int | None, str], ...]
    mean: str
    interest: str | None


def marks_of(entry: Entry, edition: Edition, *, user: Any = None) -> tuple[Marks, ...]:
    """Every judge's marks and words about one entry, for those who decide; four queries, after judging is closed."""
    refuse_totals(edition, user)
    criteria = list(edition.criteria.all())
    weights = {one.pk: one.weight for one in criteria}
    notes = dict(Interest.objects.filter(entry=entry, judge__edition=edition).values_list("judge", "note"))
    given: dict[int, dict[int, Score]] = defaultdict(dict)
    for score in Score.objects.filter(entry=entry, judge__edition=edition):
        given[score.judge_id][score.criterion_id] = score
    found = []
    for judge in sorted(edition.judges.select_related("user"), key=lambda one: sort_key(str(one.user))):
        mine = given[judge.pk]
        rows = [(one.name, mine.get(one.pk)) for one in criteria]
        whole = judge.pk not in notes and mine.keys() >= weights.keys()
        mean = decimal(weighted({pk: one.points for pk, one in mine.items()}, weights)) if whole else ""
        told = tuple((name, one.points if one else None, one.comment if one else "") for name, one in rows)
        found.append(Marks(str(judge.user), told, mean, notes.get(judge.pk)))
    return tuple(found)
