"""The content version: one number that changes with every transaction that alters what readers see."""

import time
from typing import Any
from weakref import WeakSet

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Case, F, Value, When

from entries.models import ContentVersion

ROW = 1
CURRENT = f"SELECT number FROM {ContentVersion._meta.db_table} WHERE id = {ROW}"
PREPARED = b"casebook_version"

# Connections of PostgreSQL on which the statement above is prepared: to plan it takes it a third of its time.
_prepared: "WeakSet[Any]" = WeakSet()


def current() -> int:
    """The number now (one query); 0 before anything was published."""
    own = connections[DEFAULT_DB_ALIAS]
    # Every public request asks this first, and an unchanged page asks nothing else. So this query is the connection's
    # health check too: Django would send another one before it.
    own.health_check_done = True  # type: ignore[attr-defined]
    try:
        return _asked(own)
    except DatabaseError:
        if own.in_atomic_block or own.is_usable():
            raise
        own.close()  # dropped by the database since the last request; the next query opens another
        return _asked(own)


def _asked(own: BaseDatabaseWrapper) -> int:
    number = None if own.queries_logged or own.execute_wrappers else _asked_of_driver(own)
    if number is None:
        # As SQL: a queryset costs several times as much.
        with own.cursor() as cursor:
            cursor.execute(CURRENT)
            row = cursor.fetchone()
        number = row[0] if row else 0
    return number


def _asked_of_driver(own: BaseDatabaseWrapper) -> int | None:
    """The number, without a cursor of Django's, which costs much beside an answer that a page is not modified.

    None when there is no answer: a cursor tells why. None in a transaction too, which an error would break.
    """
    own.ensure_connection()
    if own.in_atomic_block:
        return None
    with own.wrap_database_errors:
        return _of_libpq(own.connection) if own.vendor == "postgresql" else _of_sqlite(own.connection)


def _of_sqlite(link: Any) -> int | None:
    row = link.execute(CURRENT).fetchone()
    return row[0] if row else None


def _of_libpq(link: Any) -> int | None:
    """What psycopg itself is built upon. A pooler between may know nothing of what was prepared, which is no answer."""
    if link not in _prepared:
        link.pgconn.prepare(PREPARED, CURRENT.encode(), [])
        _prepared.add(link)
    found = link.pgconn.exec_prepared(PREPARED, [])
    if not found.ntuples:
        _prepared.discard(link)
        return None
    return int(found.get_value(0, 0))


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
