"""Saying that an entry still holds, with its team's answer: before readers at once where that alone waits."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from entries import library
from entries.editorial import actions, correcting, moves
from entries.editorial.keeping import StillRight, confirmed
from entries.models import Entry

ANSWER = {"last_confirmed"}


def still_right(entry: Entry, user: Any, next_on: date, confirmed_on: date | None = None) -> str:
    """Set the next review, and note when the team confirmed it; that is published when nothing else would go out too.

    Returns why the team's answer waits in the draft, in words; "" when nothing of it waits. Raises PermissionDenied or
    ValidationError; then nothing has changed.
    """
    with library.writing(user=user):
        StillRight(next_on, confirmed_on).carry_out(entry, user)
        return _put_out(entry, user, confirmed_on) if confirmed_on else ""


def _put_out(entry: Entry, user: Any, day: date) -> str:
    waits = correcting.waiting(entry)
    if not waits:
        return ""
    if not moves.may(user, moves.PUBLISH):
        return "A publisher has to publish it."
    if waits != ANSWER:
        return "Other changes wait there too, and would go out with it: publish them together."
    # Who noted the answer is the last to have changed the draft: where a second person is asked for, that counts.
    library.refresh_noted()
    why = confirmed(day)
    try:
        actions.publish(entry, user=user, why=why[:1].upper() + why[1:])
    except ValidationError as refused:
        return " ".join(refused.messages)
    return ""
