"""The search log, written behind readers' backs: a request leaves a note in memory, a thread writes the notes down.

On SQLite another writer may hold the database for many seconds, and no reader should wait for that or see it fail. So
notes that cannot be written are kept for a few more tries and then dropped.
"""

import atexit
import logging
import os
from calendar import monthrange
from contextlib import suppress
from datetime import date, datetime
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from time import monotonic

from django.db import connections, transaction
from django.db.utils import DEFAULT_DB_ALIAS
from django.utils.timezone import localdate

from entries.library.searched import Searched
from entries.models import Search

KEPT_MONTHS = 13
# How the writer's own connection is told not to wait long for others, in milliseconds.
PATIENCE = {"sqlite": "PRAGMA busy_timeout = {}", "postgresql": "SET lock_timeout = {}"}
logger = logging.getLogger(__name__)

Note = tuple[datetime, Searched]


class SearchLog:
    """Takes notes and writes them in batches, in a thread that starts with the first note.

    `most` notes wait at one time, others are dropped. A batch is what comes within `pause` seconds. It is tried
    `tries` times, and each time waits `patience` milliseconds for the database. The thread's connection is kept from
    batch to batch, since opening one takes longer than a search, and closed when nobody searches for `quiet` seconds.
    """

    def __init__(
        self, most: int = 1000, pause: float = 2, tries: int = 10, patience: int = 1000, quiet: float = 600
    ) -> None:
        self.most, self.pause, self.tries, self.patience, self.quiet = most, pause, tries, patience, quiet
        self._tidied: date | None = None
        self.renew()

    def renew(self) -> None:
        """Begin with nothing: a forked process has no thread, and what waited is its parent's to write."""
        self._queue: SimpleQueue[Note | Event] = SimpleQueue()
        self._thread: Thread | None = None
        self._starting = Lock()

    def note(self, searched: Searched, at: datetime) -> None:
        """Have a search of that moment written later, with its day in London. Takes microseconds and never fails."""
        if self._queue.qsize() < self.most:
            self._queue.put((at, searched))
            if self._thread is None:
                self._start()

    def flush(self, wait: float = 5) -> bool:
        """Have what waits written now; whether that was tried within `wait` seconds."""
        if self._thread is None:
            return True
        tried = Event()
        self._queue.put(tried)
        return tried.wait(wait)

    def _start(self) -> None:
        with self._starting:
            if self._thread is None:
                thread = Thread(target=self._work, name="search-log", daemon=True)
                with suppress(RuntimeError):  # no thread is to be had: the next note asks again
                    thread.start()
                    self._thread = thread

    def _work(self) -> None:
        held: list[Note] = []
        failures = 0
        while True:
            new, flushed = self._gathered(self.pause if held else self.quiet)
            held = [*held, *new][-self.most :]
            failures = 0 if self._is_written(held) else failures + 1
            if failures in (0, self.tries):
                held, failures = [], 0
            if flushed or not new:
                connections[DEFAULT_DB_ALIAS].close()
            if flushed:
                flushed.set()

    def _gathered(self, wait: float) -> tuple[list[Note], Event | None]:
        """The next batch, ended early by a flush. Waits at most `wait` seconds for its first note."""
        found: list[Note] = []
        with suppress(Empty):
            item = self._queue.get(timeout=wait)
            until = monotonic() + self.pause
            while not isinstance(item, Event):
                found.append(item)
                if len(found) >= self.most:
                    break
                item = self._queue.get(timeout=max(0, until - monotonic()))
            else:
                return found, item
        return found, None

    def _is_written(self, notes: list[Note]) -> bool:
        if not notes:
            return True
        try:
            self._write(notes)
        except Exception as error:  # whatever it is, the thread goes on: the next batch may fare better
            logger.warning("%s searches are not noted yet: %s", len(notes), error)
            connections[DEFAULT_DB_ALIAS].close()
            return False
        return True

    def _write(self, notes: list[Note]) -> None:
        connection, today = connections[DEFAULT_DB_ALIAS], localdate()
        with connection.cursor() as cursor:
            cursor.execute(PATIENCE[connection.vendor].format(self.patience))
        with transaction.atomic():
            if self._tidied != today:
                Search.objects.filter(day__lt=kept_since(today)).delete()
            Search.objects.bulk_create(
                Search(
                    day=localdate(at),
                    words=one.words,
                    filters=one.filters,
                    count=one.count,
                    count_any=one.count_any,
                )
                for at, one in notes
            )
        self._tidied = today


def kept_since(today: date) -> date:
    """The first day of which searches are kept: the same day thirteen months before, or that month's last."""
    months = today.year * 12 + today.month - 1 - KEPT_MONTHS
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


LOG = SearchLog()
os.register_at_fork(after_in_child=LOG.renew)
atexit.register(LOG.flush, 1)
