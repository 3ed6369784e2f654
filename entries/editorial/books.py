"""Publishing a whole Book: what stands in its way, putting all of it out at one moment, and taking it back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from entries import library
from entries.editorial import actions, checks, history, judging, moves, notices, second
from entries.editorial.checks.finding import Finding, block, warning
from entries.models import OUT_STATES, Edition, EditionState, Entry, Outcome, Status
from entries.text.markup import passages
from entries.text.wording import counted

GOES_OUT = (Outcome.FULL, Outcome.MENTION)
ONLY = "Only a publisher may publish a Book or take it back."


@dataclass(frozen=True, slots=True)
class Place:
    """One entry that is to stand in the Book, with its first team and part, and what was found in it."""

    entry: Entry
    team: str
    part: str
    found: checks.Checked

    @property
    def is_blocked(self) -> bool:
        """Whether it cannot go out as it is."""
        return bool(self.found.blocks)


@dataclass(frozen=True, slots=True)
class Proof:
    """A Book as it would go out now. `own` is what was found in the Book itself, `aside` the titles that stay out."""

    edition: Edition
    places: tuple[Place, ...]
    own: tuple[Finding, ...]
    aside: tuple[tuple[str, str], ...]

    @property
    def blocked(self) -> tuple[Place, ...]:
        """The entries that cannot go out as they are."""
        return tuple(place for place in self.places if place.is_blocked)

    @property
    def own_blocks(self) -> tuple[Finding, ...]:
        """What must be mended in the Book itself."""
        return tuple(one for one in self.own if one.level == checks.Level.BLOCK)

    @property
    def own_warnings(self) -> tuple[Finding, ...]:
        """What somebody must have seen in the Book itself."""
        return tuple(one for one in self.own if one.level == checks.Level.WARNING)

    def without(self, left_out: Collection[int]) -> tuple[Place, ...]:
        """What goes out when these stay out."""
        return tuple(place for place in self.places if place.entry.pk not in left_out)

    def seen(self) -> dict[int, list[str]]:
        """The fingerprints of all open warnings by entry, those of the Book itself under 0."""
        found = {place.entry.pk: [one.fingerprint for one in place.found.warnings] for place in self.places}
        return found | {0: [one.fingerprint for one in self.own_warnings]}


def proof(edition: Edition, user: Any = None) -> Proof:
    """Look through the whole Book, in a number of queries that does not grow with it.

    An entry that this person may not publish, since somebody else must, is blocked too.
    """
    rows = edition.entries.exclude(status=Status.WITHDRAWN).prefetch_related(
        "team_links__team", "care_group_links__tag"
    )
    entries = list(rows.order_by("position", "title", "key"))
    going = [entry for entry in entries if entry.outcome in GOES_OUT]
    found = checks.check(going)
    for pk, why in second.refusals(going, user).items():
        found[pk] = replace(found[pk], findings=(block(why), *found[pk].findings))
    return Proof(
        edition=edition,
        places=tuple(Place(entry, _team(entry), _part(entry), found[entry.pk]) for entry in going),
        own=tuple(_own(edition)),
        aside=tuple(
            (entry.title, Outcome(entry.outcome or Outcome.UNDECIDED).label) for entry in entries if entry not in going
        ),
    )


def publish_book(
    edition: Edition,
    *,
    at: datetime | None = None,
    user: Any = None,
    left_out: Collection[int] = (),
    seen: Mapping[int, Collection[str]] | None = None,
) -> int:
    """Put the Book out now or from `at`, all of it at that moment, and return how many entries stand in it.

    Entries in `left_out` (ids) stay out: as drafts, or undecided when they were published before. `seen` are the
    fingerprints of the warnings that are let pass, as `Proof.seen()`. Raises PermissionDenied, or ValidationError that
    names what stands in the way; then nothing has changed.
    """
    _allow(user)
    with library.writing(user=user), notices.together():
        _lock(edition)
        found = proof(edition, user)
        going = found.without(left_out)
        _refuse(found, going, seen or {})
        now = timezone.now()
        before, edition.publishes_at = edition.publishes_at, at or now
        edition.state = EditionState.PUBLISHED
        _count_received(edition)
        passed = " ".join(str(one) for one in found.own_warnings)
        with history.recorded(user, "The Book is published." + (f" Seen and let pass: {passed}" if passed else "")):
            edition.save()
        for place in found.places:
            if place in going:
                moment = _moment(place.entry, before, edition.publishes_at)
                actions.put_out(place.entry, user, moment, f"With {edition.title}.", place.found.warnings)
            elif place.entry.status == Status.PUBLISHED:
                with history.recorded(user, f"Left out of {edition.title}"):
                    place.entry.outcome = Outcome.UNDECIDED
                    place.entry.save()
        return len(going)


def take_back(edition: Edition, *, user: Any = None, why: str = "") -> None:
    """Take the whole Book from readers' view, or from its moment to come: nothing of it is public from then on.

    Its entries stay as they are, so that it can be published again. Raises PermissionDenied or ValidationError.
    """
    _allow(user)
    with library.writing(user=user), history.recorded(user, f"The Book is taken back{f': {why}' if why else ''}"):
        _lock(edition)
        if edition.state not in OUT_STATES:
            raise ValidationError(f"“{edition.title}” is not published, so there is nothing to take back.")
        edition.state = EditionState.JUDGING
        edition.save()


def states_received(edition: Edition) -> bool:
    """Whether its number received is what its file says: a Book run here counts its entries."""
    stated = edition.received is not None and not edition.received_counted
    return stated or edition.entries.filter(load_record__isnull=False).exists()


def _count_received(edition: Edition) -> None:
    """What readers are told was received, counted at the moment of publishing; unless the Book's file says it."""
    if not states_received(edition):
        edition.received, edition.received_qualifier, edition.received_counted = edition.entries.count(), "", True


def may(user: Any) -> bool:
    """Whether this person may publish a Book and take it back."""
    return moves.may(user, moves.PUBLISH) and moves.may(user, "entries.change_edition")


def _allow(user: Any) -> None:
    if not may(user):
        raise PermissionDenied(ONLY)


def _lock(edition: Edition) -> None:
    Edition.objects.select_for_update().filter(pk=edition.pk).first()
    list(Entry.objects.select_for_update().filter(edition=edition).values_list("pk"))
    edition.refresh_from_db()


def _refuse(found: Proof, going: Collection[Place], seen: Mapping[int, Collection[str]]) -> None:
    wrong = [str(one) for one in found.own_blocks]
    wrong += [f"“{place.entry.title}” is blocked: {_words(place.found.blocks)}" for place in going if place.is_blocked]
    open_ones = [(place.entry.title, place.found.warnings, seen.get(place.entry.pk, ())) for place in going]
    for title, warnings, passed in [(found.edition.title, found.own_warnings, seen.get(0, ())), *open_ones]:
        if unseen := [one for one in warnings if one.fingerprint not in passed]:
            wrong.append(f"“{title}” has something to look at: {_words(unseen)}")
    if not going:
        wrong.append("No entry would stand in the Book.")
    if wrong:
        raise ValidationError(wrong)


def _words(findings: Collection[Finding]) -> str:
    return " ".join(map(str, findings))


def _moment(entry: Entry, before: datetime | None, at: datetime) -> datetime:
    """The Book's own, unless readers know the entry from earlier: it is not new then."""
    known = entry.status == Status.PUBLISHED and entry.published_at is not None and entry.published_at != before
    return min(entry.published_at, at) if known and entry.published_at else at


def _own(edition: Edition) -> list[Finding]:
    """What was found in the Book itself."""
    found = []
    for name, where in (("cover", "cover"), ("foreword_portrait", "portrait")):
        if getattr(edition, name) and not getattr(edition, f"{name}_alt").strip():
            found.append(block(f"The {where} has no words for people who cannot see it.", "The Book"))
    told = [(where, line) for where in ("introduction", "foreword") for line in passages(getattr(edition, where))]
    found += checks.patients((f"The Book’s {where}", line) for where, line in told)
    missing = [name for name in ("foreword", "cover") if not getattr(edition, name)]
    if missing:
        found.append(warning(f"It has no {' and no '.join(missing)}.", "The Book"))
    if judging.is_open(edition):
        found.append(warning("Its judging is still open. Judges can give no marks once it is published.", "The Book"))
    if edition.received is not None and not edition.received_counted and not edition.received_qualifier:
        held = edition.entries.count()
        if held > edition.received:
            told_of = counted(edition.received, "entry was", "entries were")
            found.append(warning(f"It says that {told_of} received, and holds {held}.", "The Book"))
    return found


def _team(entry: Entry) -> str:
    links = list(entry.team_links.all())
    return links[0].team.name if links else ""


def _part(entry: Entry) -> str:
    """The care group under which it stands: the first in the vocabulary's order."""
    tags = sorted((link.tag for link in entry.care_group_links.all()), key=lambda tag: (tag.order, tag.slug))
    return tags[0].name if tags else library.OTHER_NAME
