"""The content version: it moves when readers see something else, and only then; time moves without a write."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from entries import library
from entries.editorial.actions import publish
from entries.library import version
from tests import factories

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)  # nine o'clock in London


def test_publishing_moves_it() -> None:
    draft = factories.entry()
    before = version.current()
    publish(draft)
    assert version.current() > before


def test_editing_a_draft_does_not() -> None:
    draft = factories.entry()
    factories.published()
    before = version.current()
    with library.writing():
        draft.title = "Another"
        draft.save()
    assert version.current() == before


def test_saving_a_published_entry_unchanged_does_not() -> None:
    shown = factories.published()
    before = version.current()
    with library.writing():
        shown.save()
    assert version.current() == before


def test_a_change_that_waits_does_not() -> None:
    shown = factories.published()
    before = version.current()
    with library.writing():
        shown.title = "Another"
        shown.save()
    assert version.current() == before


@pytest.mark.parametrize("seconds_before", [1, 3600])
def test_an_entry_shows_at_its_moment_with_warm_caches_and_no_write(seconds_before: int) -> None:
    with time_machine.travel(NINE - timedelta(seconds=seconds_before), tick=False) as clock:
        shown = factories.published("At nine", at=NINE)
        assert library.read().home().total == 0
        number, token = version.current(), library.read().token
        clock.move_to(NINE)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert library.read().home().total == 1
        assert library.read().story(shown.slug)
        assert version.current() == number
        assert library.read().token != token
    # PostgreSQL hands many rows out by a cursor, which is declared.
    reads = ("SELECT", "DECLARE")
    assert all(query["sql"].lstrip().upper().startswith(reads) for query in asked.captured_queries)


def test_a_book_opens_at_its_moment_whatever_its_entries_say() -> None:
    with time_machine.travel(NINE - timedelta(seconds=1), tick=False) as clock:
        book = factories.edition(publishes_at=NINE)
        shown = factories.published("In the Book", edition=book, care_groups=["wards"], at=factories.PAST)
        assert library.read().books() == ()
        with pytest.raises(library.Missing):
            library.read().story(shown.slug)
        clock.move_to(NINE)
        assert [one.slug for one in library.read().books()] == [book.slug]
        assert library.read().story(shown.slug)


def test_a_reading_costs_one_query_while_nothing_changes() -> None:
    factories.published()
    library.read()
    with CaptureQueriesContext(connection) as asked:
        library.read()
    assert len(asked) == 1


@pytest.mark.django_db(transaction=True)
def test_a_save_outside_writing_is_settled_after_its_commit() -> None:
    shown = factories.published("Quiet rooms")
    team = shown.teams.get()
    before = version.current()
    team.name = "Rest Team"
    team.save()
    assert library.read().story(shown.slug).card.team == "Rest Team"
    assert version.current() > before


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_the_database_dropped_is_opened_anew() -> None:
    factories.published()
    before = version.current()
    drop_connection()
    assert version.current() == before


@pytest.mark.django_db(transaction=True)
def test_who_may_hear_of_it_later_seldom_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    factories.published()
    monkeypatch.setattr(version, "GOOD_FOR", 60)
    with CaptureQueriesContext(connection) as asked:
        assert version.lately() == version.lately() > 0
    assert len(asked) == 1


@pytest.mark.django_db(transaction=True)
def test_nobody_who_made_a_change_hears_of_it_later(monkeypatch: pytest.MonkeyPatch) -> None:
    draft = factories.entry()
    monkeypatch.setattr(version, "GOOD_FOR", 0.5)  # longer than it takes to publish
    before = version.current()
    publish(draft)
    assert version.lately() > before


@pytest.mark.django_db(transaction=True)
def test_what_was_taken_back_was_never_told(monkeypatch: pytest.MonkeyPatch) -> None:
    factories.published()
    monkeypatch.setattr(version, "GOOD_FOR", 60)
    before = version.current()
    with transaction.atomic():
        version.bump()
        assert version.current() > before
        transaction.set_rollback(True)
    assert version.lately() == before


def drop_connection() -> None:
    """End the connection from the server's side; SQLite has no server, and its file is closed."""
    if connection.vendor != "postgresql":
        connection.close()
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    beside = connection.copy()
    with beside.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [backend])
    beside.close()
