"""The second person: where the settings ask for one, who last changed a draft does not put it before readers."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

from entries.editorial import moves, roles
from entries.models import Entry, LastChange, LiveVersion, Status

MOST_NAMED = 4


def is_asked_for(user: Any) -> bool:
    """Whether somebody else must look first; the system acts for what was looked at elsewhere."""
    return bool(settings.CASEBOOK_SECOND_PERSON) and user is not None


def refuse(entry: Entry, user: Any, move: moves.Move = moves.FIRST) -> None:
    """Raise ValidationError when this person changed the draft last; it says who may."""
    if is_asked_for(user) and entry.pk and _changed_by(entry) == user.pk and not _shown([entry.pk]):
        raise ValidationError(_in_words(entry, move, _who_may(user, move)))


def refusals(entries: Iterable[Entry], user: Any, move: moves.Move = moves.FIRST) -> dict[int, str]:
    """By id, why somebody else must make the move with an entry, for those that are so; at most three queries."""
    if not is_asked_for(user):
        return {}
    by_key = {entry.pk: entry for entry in entries}
    mine = set(LastChange.objects.filter(entry__in=by_key, by=user).values_list("entry", flat=True))
    mine -= _shown(mine) if mine else set()
    who = _who_may(user, move) if mine else ""
    return {pk: _in_words(by_key[pk], move, who) for pk in mine}


def _shown(keys: Iterable[int]) -> set[int]:
    """Those of which readers' version, published by somebody else then, is the draft: nothing of it waits."""
    lives = LiveVersion.objects.filter(pk__in=keys, entry__status=Status.PUBLISHED, draft_differs=False)
    return set(lives.values_list("pk", flat=True))


def _changed_by(entry: Entry) -> int | None:
    """Who changed it last, by id; no query where it was fetched with the entry. Locking an entry reads it anew."""
    try:
        return entry.last_change.by_id
    except LastChange.DoesNotExist:
        return None


def _in_words(entry: Entry, move: moves.Move, who: str) -> str:
    return f"You were the last to change “{entry.title}”, so somebody else must see to it that it is {move.past}. {who}"


def _who_may(user: Any, move: moves.Move) -> str:
    people = roles.publishers() if move.permission == moves.PUBLISH else roles.at_the_desk()
    names = [str(one) for one in people.exclude(pk=user.pk)[: MOST_NAMED + 1]]
    if not names:
        return "Nobody else may yet: an administrator can give somebody the role."
    if len(names) > MOST_NAMED:
        return f"{', '.join(names[:MOST_NAMED])} and others may."
    return f"{' or '.join([', '.join(names[:-1]), names[-1]] if names[1:] else names)} may."
