"""A judge's own work: which entries there are to judge, how far they are with each, and what they gave."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from entries.editorial import judging
from entries.models import Criterion, Entry, Interest, Judge, Score
from entries.text.folding import sort_key


@dataclass(frozen=True, slots=True)
class Card:
    """One entry as a judge has it before them: marks by criterion's id, and the interest they declared, if any."""

    entry: Entry
    team: str
    wanted: int
    marks: Mapping[int, Score] = field(default_factory=dict)
    interest: Interest | None = None

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do for it."""
        return self.interest is not None or len(self.marks) >= self.wanted

    @property
    def state(self) -> str:
        """How far it is, in words."""
        if self.interest is not None:
            return "Interest declared"
        if not self.marks:
            return "To judge"
        return "Marked" if self.is_done else f"{len(self.marks)} of {self.wanted} marked"


@dataclass(frozen=True, slots=True)
class Hand:
    """All cards of a judge, in the order of titles, with the criteria; `why_not` they give no marks now, in words."""

    judge: Judge
    criteria: tuple[Criterion, ...]
    cards: tuple[Card, ...]
    why_not: str = ""

    @property
    def is_open(self) -> bool:
        """Whether they can give marks now."""
        return not self.why_not

    @property
    def done(self) -> int:
        """How many are done."""
        return sum(card.is_done for card in self.cards)

    @property
    def next_open(self) -> Card | None:
        """The first that is not done."""
        return next((card for card in self.cards if not card.is_done), None)

    def around(self, entry_pk: int) -> tuple[Card | None, Card | None, Card | None]:
        """The card before, the one of this entry, and the one after; None where there is none."""
        keys = [card.entry.pk for card in self.cards]
        if entry_pk not in keys:
            return None, None, None
        place = keys.index(entry_pk)
        before = self.cards[place - 1] if place else None
        return before, self.cards[place], self.cards[place + 1] if place + 1 < len(keys) else None


def hand(judge: Judge) -> Hand:
    """A judge's cards; seven queries however many there are."""
    marks: dict[int, dict[int, Score]] = defaultdict(dict)
    for score in judge.scores.all():
        marks[score.entry_id][score.criterion_id] = score
    interests = {one.entry_id: one for one in judge.interests.all()}
    criteria = tuple(judge.edition.criteria.all())
    entries = judging.to_judge(judge.edition).only("title", "edition").prefetch_related("team_links__team")
    return Hand(
        judge=judge,
        criteria=criteria,
        cards=tuple(
            Card(
                entry=one,
                team=next((link.team.name for link in one.team_links.all()), ""),
                wanted=len(criteria),
                marks=marks[one.pk],
                interest=interests.get(one.pk),
            )
            for one in sorted(entries, key=lambda one: (sort_key(one.title), one.pk))
        ),
        why_not=judging.why_not(judge),
    )
