"""The content version: one number that changes with every transaction that alters what readers see."""

import time

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Case, F, Value, When

from entries.models import ContentVersion

ROW = 1
CURRENT = f"SELECT number FROM {ContentVersion._meta.db_table} WHERE id = {ROW}"
GOOD_FOR = 0.01  # seconds

# The number that this process asked for last, and until when it is good for `lately`.
_latest: tuple[int, float] = (0, 0.0)


def current() -> int:
    """The number now (one query); 0 before anything was published."""
    global _latest
    own = connections[DEFAULT_DB_ALIAS]
    # Every page asks this first. So this query is the connection's health check too: Django would send another one
    # before it.
    own.health_check_done = True  # type: ignore[attr-defined]
    until = time.monotonic() + GOOD_FOR  # from before the database looks
    try:
        number = _asked(own)
    except DatabaseError:
        if own.in_atomic_block or own.is_usable():
            raise
        own.close()  # dropped by the database since the last request; the next query opens another
        number = _asked(own)
    if not own.in_atomic_block:  # what a transaction sees may never be
        _latest = number, until
    return number


def lately() -> int:
    """The number as it was at most `GOOD_FOR` seconds ago: to tell who has a page that it is the same still.

    Nobody who knows of a change is told so wrongly: whoever makes one goes on only when this has run out everywhere.
    """
    number, until = _latest
    return number if time.monotonic() < until else current()


def forget() -> None:
    """Let go of what was asked last."""
    global _latest
    _latest = 0, 0.0


def _asked(own: BaseDatabaseWrapper) -> int:
    # As SQL: a queryset costs several times as much.
    with own.cursor() as cursor:
        cursor.execute(CURRENT)
        row = cursor.fetchone()
    return row[0] if row else 0


def lock() -> None:
    """Wait until no other writer is settling, and hold others off until this transaction ends."""
    ContentVersion.objects.get_or_create(pk=ROW, defaults={"number": 0})
    ContentVersion.objects.select_for_update().get(pk=ROW)


def bump() -> None:
    """Give the number a value it never had; call it under `lock()`, as the transaction's last statement.

    The clock's microseconds, and one more than before when the clock lags: after a restored backup the old
    numbers do not come again with other content behind them.
    """
    now = time.time_ns() // 1000
    raised = Case(When(number__gte=now, then=F("number") + 1), default=Value(now))
    ContentVersion.objects.filter(pk=ROW).update(number=raised)
    transaction.on_commit(_outlast)


def _outlast() -> None:
    """Wait until no process holds the number before for good: see `lately`."""
    time.sleep(GOOD_FOR)
