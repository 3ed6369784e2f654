"""The moves of an entry: each checks, changes, records, tells and refreshes readers' view in one transaction.

Which move is allowed, and to whom, stands in `moves`. Without a user the system acts. All raise PermissionDenied, or
ValidationError with the reason in words; then nothing has changed.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from entries import library
from entries.editorial import checks, correcting, history, moves, notices, second
from entries.models import Acknowledgement, Entry, Status


def submit(entry: Entry, *, user: Any = None, why: str = "") -> None:
    """Hand a draft on: its writers think it is done."""
    with _moved(moves.SUBMIT, entry, user, why):
        entry.status = Status.SUBMITTED


def take_into_review(entry: Entry, *, user: Any = None, why: str = "") -> None:
    """Begin to look at what was submitted."""
    with _moved(moves.REVIEW, entry, user, why):
        entry.status = Status.IN_REVIEW


def approve(entry: Entry, *, user: Any = None, why: str = "") -> None:
    """Say that an entry may go out, without publishing it."""
    with _moved(moves.APPROVE, entry, user, why):
        entry.status = Status.APPROVED


def send_back(entry: Entry, *, user: Any = None, why: str = "") -> None:
    """Make an entry a draft again, for the reason given."""
    with _moved(moves.SEND_BACK, entry, user, why):
        entry.status = Status.DRAFT


def publish(
    entry: Entry, *, user: Any = None, at: datetime | None = None, why: str = "", seen: Collection[str] = ()
) -> None:
    """Make the entry's draft what readers see, now or from `at`; again for one that is published or withdrawn.

    `seen` are the fingerprints of the warnings that this person lets pass; they are recorded with the move.
    """
    moves.allow(moves.FIRST, user)
    with library.writing(user=user):
        lock(entry)
        put_out(entry, user, at, why, check_publishing(entry, user, seen))


def put_out(entry: Entry, user: Any, at: datetime | None, why: str, passed: Sequence[checks.Finding]) -> None:
    """Publish what was checked in this transaction; `passed` are the warnings let pass. Inside `library.writing()`."""
    move = moves.PUBLISHING[Status(entry.status)]
    with _moved(move, entry, user, why, passed):
        set_published(entry, at, user=user)
        _acknowledge(entry, passed, user)
        correcting.forget(entry)
    library.publish_document(entry, user)


def check_publishing(
    entry: Entry, user: Any = None, seen: Collection[str] = (), found: checks.Checked | None = None
) -> tuple[checks.Finding, ...]:
    """Raise what `publish()` would raise, and change nothing; return the warnings that `seen` lets pass.

    `found` is what was found before, where many are looked at together. The system needs a title and a team only: what
    it publishes was looked at elsewhere.
    """
    moves.check(moves.PUBLISHING[Status(entry.status)], entry, user)
    second.refuse(entry, user)
    if user is None:
        _complete(entry)
        return ()
    return _let_pass(entry, seen, found or checks.check([entry])[entry.pk])


def _let_pass(entry: Entry, seen: Collection[str], found: checks.Checked) -> tuple[checks.Finding, ...]:
    """The warnings that `seen` lets pass; raises ValidationError when something blocks, or was not seen."""
    if found.blocks:
        raise ValidationError(f"“{entry.title}” cannot go out: {_listed(found.blocks)}")
    if unseen := [one for one in found.warnings if one.fingerprint not in seen]:
        raise ValidationError(f"“{entry.title}” has something to look at first: {_listed(unseen)}")
    return found.warnings


def set_published(entry: Entry, at: datetime | None = None, *, user: Any = None) -> None:
    """Mark an entry as published, now or from `at`, without saving it: for whoever has checked and then saves."""
    moves.check(moves.PUBLISHING[Status(entry.status)], entry, user)
    second.refuse(entry, user)
    if at is not None or entry.published_at is None:
        entry.published_at = at or _default_moment(entry)
    entry.status = Status.PUBLISHED
    entry.withdrawn_because = ""
    entry.settle_review()


def correct(entry: Entry, *, user: Any = None, why: str = "", seen: Collection[str] = ()) -> None:
    """Put what waits in a published entry live, for the reason given, if all of it is a correction."""
    moves.allow(moves.CORRECT, user)
    with library.writing(user=user):
        lock(entry)
        moves.check(moves.CORRECT, entry, user, why)
        second.refuse(entry, user, moves.CORRECT)
        found = correcting.corrected(entry)
        if found.beyond:
            waits = f"“{entry.title}” waits for a publisher: not all of it is a correction."
            raise ValidationError([waits, *found.beyond])
        if not found.mended:
            raise ValidationError(f"Readers see “{entry.title}” as it stands, so there is nothing to correct.")
        passed = _let_pass(entry, seen, checks.check([entry])[entry.pk])
        with _moved(moves.CORRECT, entry, user, f"{why.strip()} ({', '.join(found.mended)})", passed):
            _acknowledge(entry, passed, user)
            correcting.remember(entry, found)
        library.publish_document(entry, user)


def withdraw(entry: Entry, *, user: Any = None, why: str = "") -> None:
    """Take the entry from readers' view, for the reason given; its address says so if they have seen it."""
    with _moved(moves.WITHDRAW, entry, user, why):
        entry.was_public = entry.was_public or library.is_visible(entry, timezone.now())
        entry.status = Status.WITHDRAWN
        entry.withdrawn_because = why


def may_publish(user: Any) -> bool:
    """Whether this person may publish and withdraw; without a person the system acts, and may."""
    return moves.may(user, moves.PUBLISH)


@contextmanager
def _moved(
    move: moves.Move, entry: Entry, user: Any, why: str, passed: Sequence[checks.Finding] = ()
) -> Iterator[None]:
    """What is changed inside is one move: the entry is checked as it stands now, then saved, recorded and told of."""
    moves.allow(move, user)
    kept = _with_passed(why, passed)
    comment = ": ".join([move.past.capitalize(), *([kept] if kept else [])])
    with library.writing(user=user), history.recorded(user, comment):
        lock(entry)
        moves.check(move, entry, user, why)
        yield
        entry.save()
        notices.moved(move, entry, user, why)


def lock(entry: Entry) -> None:
    """Inside a transaction: read the entry anew, and hold off who else would move it."""
    Entry.objects.select_for_update().filter(pk=entry.pk).first()
    entry.refresh_from_db()


def _acknowledge(entry: Entry, passed: Iterable[checks.Finding], user: Any) -> None:
    for one in passed:
        Acknowledgement.objects.get_or_create(
            entry=entry, fingerprint=one.fingerprint, defaults={"message": str(one), "by": user}
        )


def _with_passed(why: str, passed: Sequence[checks.Finding]) -> str:
    """Why, and what was seen and let pass: both are kept with the history."""
    return " ".join([*([why] if why else []), *([f"Seen and let pass: {_listed(passed)}"] if passed else [])])


def _listed(findings: Iterable[checks.Finding]) -> str:
    return " ".join(map(str, findings))


def _complete(entry: Entry) -> None:
    if not entry.title.strip():
        raise ValidationError("The entry has no title.")
    if not entry.team_links.exists():
        raise ValidationError(f"“{entry.title}” has no team. Readers need to know whose work it is.")


def _default_moment(entry: Entry) -> datetime:
    """An entry of a Book belongs to the Book's moment, so that an earlier year's is not new today."""
    return (entry.edition.publishes_at if entry.edition else None) or timezone.now()
