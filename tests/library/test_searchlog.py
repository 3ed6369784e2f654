"""The search log: written by a thread of its own, which nobody waits for; nothing of a person; for thirteen months."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from time import monotonic, sleep
from typing import Any

import pytest
from django.db import connection, connections
from django.db.backends.signals import connection_created
from django.utils import timezone

from entries import library
from entries.library.searched import Searched, searched
from entries.library.searchlog import SearchLog, kept_since
from entries.models import ContentVersion, Search
from tests import factories

SEPSIS = Searched("sepsis", "theme=rest", 0, 2)
NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)


@pytest.fixture
def log(transactional_db: None) -> Iterator[SearchLog]:
    """A log that does not wait long for the database, and whose thread is idle when its test ends."""
    made = SearchLog(most=5, pause=60, tries=3, patience=50)
    yield made
    made.flush()


@contextmanager
def nobody_else_may_write() -> Iterator[None]:
    """Another writer, with a connection of its own, holds what the log wants to write."""
    other = connections.create_connection("default")
    other.ensure_connection()
    lock = (
        "BEGIN IMMEDIATE"
        if other.vendor == "sqlite"
        else f"BEGIN; LOCK TABLE {Search._meta.db_table} IN EXCLUSIVE MODE"
    )
    try:
        other.cursor().execute(lock)
        yield
    finally:
        other.cursor().execute("ROLLBACK")
        other.close()


def noted() -> list[tuple[Any, ...]]:
    return list(Search.objects.order_by("pk").values_list("day", "words", "filters", "count", "count_any"))


def test_a_note_is_written_with_its_day_its_filters_and_what_was_found(log: SearchLog) -> None:
    log.note(SEPSIS, NOON)
    assert log.flush()
    assert noted() == [(date(2026, 3, 31), "sepsis", "theme=rest", 0, 2)]


def test_its_day_is_londons(log: SearchLog) -> None:
    log.note(SEPSIS, datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    assert log.flush()
    assert [row[0] for row in noted()] == [date(2026, 7, 1)]


def test_what_others_hold_back_is_written_later(log: SearchLog) -> None:
    with nobody_else_may_write():
        log.note(SEPSIS, NOON)
        assert log.flush()
        assert noted() == []
    assert log.flush()
    assert len(noted()) == 1


def test_what_cannot_be_written_is_dropped_after_some_tries(log: SearchLog) -> None:
    with nobody_else_may_write():
        log.note(SEPSIS, NOON)
        for _ in range(3):
            assert log.flush()
    log.note(Searched("falls", "", 1, 1), NOON)
    assert log.flush()
    assert [row[1] for row in noted()] == ["falls"]


def test_a_note_more_than_may_wait_is_dropped(transactional_db: None) -> None:
    full = SearchLog(most=0, pause=60)
    full.note(SEPSIS, NOON)
    assert full.flush()
    assert noted() == []


def test_a_process_that_forks_leaves_what_waits_to_its_parent(log: SearchLog) -> None:
    log.note(SEPSIS, NOON)
    log.renew()
    log.note(Searched("falls", "", 1, 1), NOON)
    assert log.flush()
    assert [row[1] for row in noted()] == ["falls"]


@pytest.fixture
def opened() -> Iterator[list[Any]]:
    """The connections that are opened while the test runs."""
    connection.ensure_connection()
    made: list[Any] = []

    def note(connection: Any, **kwargs: Any) -> None:
        made.append(connection)

    connection_created.connect(note)
    yield made
    connection_created.disconnect(note)


def in_time(holds: Callable[[], bool]) -> bool:
    """Whether something comes to hold before anybody loses patience."""
    until = monotonic() + 20
    while not holds() and monotonic() < until:
        sleep(0.01)
    return holds()


def test_its_thread_has_a_connection_of_its_own_and_a_flush_leaves_none_open(log: SearchLog, opened: list[Any]) -> None:
    log.note(SEPSIS, NOON)
    assert log.flush()
    assert [one.connection for one in opened] == [None]


def test_one_connection_serves_batch_after_batch(transactional_db: None, opened: list[Any]) -> None:
    log = SearchLog(pause=0)
    for written in (1, 2, 3):
        log.note(SEPSIS, NOON)
        assert in_time(lambda: len(noted()) == written)  # noqa: B023 - asked at once
    assert log.flush()
    assert len(opened) == 1


def test_when_nobody_searches_its_connection_is_closed(transactional_db: None, opened: list[Any]) -> None:
    log = SearchLog(pause=0, quiet=0.1)
    log.note(SEPSIS, NOON)
    assert in_time(lambda: bool(opened) and opened[0].connection is None)
    assert len(noted()) == 1


def test_a_connection_that_was_lost_is_opened_anew(transactional_db: None, opened: list[Any]) -> None:
    log = SearchLog(pause=0)
    log.note(SEPSIS, NOON)
    assert in_time(lambda: len(noted()) == 1)
    opened[0].connection.close()
    log.note(SEPSIS, NOON)
    assert in_time(lambda: len(noted()) == 2)
    assert log.flush()


def test_notes_of_more_than_thirteen_months_ago_go(log: SearchLog) -> None:
    first = kept_since(timezone.localdate())
    for day in (date(2020, 1, 1), first):
        Search.objects.create(day=day, words="old", count=0, count_any=0)
    log.note(SEPSIS, timezone.now())
    assert log.flush()
    assert [(row[0], row[1]) for row in noted()] == [(first, "old"), (timezone.localdate(), "sepsis")]


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 3, 31), date(2025, 2, 28)),
        (date(2026, 1, 1), date(2024, 12, 1)),
        (date(2025, 3, 30), date(2024, 2, 29)),
        (date(2026, 12, 15), date(2025, 11, 15)),
    ],
)
def test_thirteen_months_are_counted_by_the_calendar(today: date, first: date) -> None:
    assert kept_since(today) == first


def test_what_readers_see_is_not_renewed_for_it(log: SearchLog) -> None:
    factories.published("Rooms")
    before = ContentVersion.objects.get().number
    log.note(SEPSIS, NOON)
    assert log.flush()
    assert ContentVersion.objects.get().number == before


def found(q: str, **chosen: Any) -> Searched | None:
    selection = library.Selection(q=q, **chosen)
    return searched(selection, library.read().results(selection))


@pytest.mark.django_db
def test_words_are_noted_in_small_letters_and_single_spaces() -> None:
    factories.published("Rooms to rest")
    assert found("  Rooms   to REST ") == Searched("rooms to rest", "", 1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Rota of Jane.Doe@anyshire.example", "rota of …"),
        ("９４３ 476 5919 falls", "… falls"),
        ("0151 488 8000 rota", "… rota"),
    ],
)
def test_nothing_is_noted_that_is_plainly_a_person(typed: str, kept: str) -> None:
    noted = found(typed)
    assert noted is not None
    assert noted.words == kept


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "…", "!?", "jane.doe@anyshire.example", "9434765919", "😀"])
def test_without_words_nothing_is_noted(typed: str) -> None:
    assert found(typed) is None


@pytest.mark.django_db
def test_long_words_are_cut() -> None:
    noted = found("rota " * 300)
    assert noted is not None
    assert len(noted.words) == 199


@pytest.mark.django_db
def test_filters_are_noted_in_one_order_and_only_those_there_are() -> None:
    factories.published("Rooms", themes=["rest", "sleep"], care_groups=["wards"])
    noted = found("rooms", theme=("sleep", "jane.doe@anyshire.example", "rest"), care_group=("wards",))
    assert noted is not None
    assert noted.filters == "care_group=wards&theme=rest&theme=sleep"


@pytest.mark.django_db
def test_filters_too_many_to_keep_are_cut_between_two() -> None:
    themes = [f"theme-{number}-of-very-many-words" for number in range(20)]
    factories.published("Rooms", themes=themes)
    noted = found("rooms", theme=tuple(themes))
    assert noted is not None
    assert 250 < len(noted.filters) <= 300
    assert set(noted.filters.split("&")) <= {f"theme={one}" for one in themes}


@pytest.mark.django_db
def test_only_the_first_page_is_noted() -> None:
    factories.many(30)
    assert found("breaks") == Searched("breaks", "", 30, 30)
    assert found("breaks", page=2) is None
