"""Which requests of the page "Find a project" are noted as searches; no reader waits for it."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entries.library.searchlog import LOG
from entries.models import Search
from entries.serving import conditional
from tests import factories
from tests.library.test_searchlog import nobody_else_may_write

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def log(settings: pytest.FixtureRequest) -> Iterator[None]:
    """An entry, and the log switched on."""
    settings.CASEBOOK_SEARCH_LOG = True  # type: ignore[attr-defined]
    factories.published("Rooms", slug="rooms")
    yield
    LOG.flush()


def words() -> list[str]:
    """The words of what was noted, in order."""
    assert LOG.flush()
    return list(Search.objects.order_by("pk").values_list("words", flat=True))


def test_each_search_is_noted_also_when_its_page_was_kept(client: Client) -> None:
    for _ in range(3):
        client.get("/entries/?q=Rooms")
    client.get("/entries/?q=nowhere")
    assert words() == ["rooms", "rooms", "rooms", "nowhere"]


def test_each_search_is_noted_when_no_page_is_kept(client: Client, settings: pytest.FixtureRequest) -> None:
    settings.CASEBOOK_PAGE_CACHE = False  # type: ignore[attr-defined]
    for _ in range(2):
        client.get("/entries/?q=rooms")
    assert words() == ["rooms", "rooms"]


def test_looking_around_is_no_search(client: Client) -> None:
    for address in (
        "/",
        "/entries/",
        "/entries/?q=",
        "/entries/?theme=rest",
        "/entries/rooms/",
        "/api/v1/entries/?q=rooms",
    ):
        client.get(address)
    client.get("/entries/?q=rooms&page=2")
    client.head("/entries/?q=rooms")
    client.post("/entries/?q=rooms")
    assert words() == []


def test_a_page_looked_at_again_unchanged_is_no_other_search(client: Client) -> None:
    etag = client.get("/entries/?q=rooms")["ETag"]
    assert client.get("/entries/?q=rooms", headers={"if-none-match": etag}).status_code == 304
    assert words() == ["rooms"]


@pytest.mark.parametrize(
    "headers", [{"user-agent": "Mozilla/5.0 (compatible; Somebot/2.1)"}, {"sec-purpose": "prefetch;prerender"}]
)
def test_what_no_reader_asked_for_is_not_noted(client: Client, headers: dict[str, str]) -> None:
    client.get("/entries/?q=rooms")
    client.get("/entries/?q=rooms", headers=headers)
    assert words() == ["rooms"]


def test_nothing_is_noted_where_it_is_switched_off(client: Client, settings: pytest.FixtureRequest) -> None:
    settings.CASEBOOK_SEARCH_LOG = False  # type: ignore[attr-defined]
    client.get("/entries/?q=rooms")
    assert words() == []


def test_readers_search_while_another_writer_holds_the_database(client: Client) -> None:
    client.get("/entries/")
    with connection.cursor() as cursor:
        # A search that waits for the lock would do so in vain: it is let go only after the answer.
        cursor.execute("SET lock_timeout = 100" if connection.vendor == "postgresql" else "PRAGMA busy_timeout = 100")
    with nobody_else_may_write():
        assert client.get("/entries/?q=rooms").status_code == 200
        assert client.get("/entries/?q=rooms").status_code == 200
    connection.close()
    assert words() == ["rooms", "rooms"]


def test_a_search_asks_no_more_for_being_noted(client: Client, settings: pytest.FixtureRequest) -> None:
    settings.CASEBOOK_PAGE_CACHE = False  # type: ignore[attr-defined]
    client.get("/entries/?q=rooms")
    asked = []
    for noted in (False, True):
        settings.CASEBOOK_SEARCH_LOG = noted  # type: ignore[attr-defined]
        with CaptureQueriesContext(connection) as captured:
            client.get("/entries/?q=rooms")
        asked.append(len(captured))
    assert asked[0] == asked[1] > 0


@pytest.mark.parametrize(
    ("noted", "says"),
    [(True, "It does not note who searched"), (False, "Casebook does not store them.")],
)
def test_the_page_on_privacy_says_what_is_so(
    client: Client, settings: pytest.FixtureRequest, noted: bool, says: str
) -> None:
    client.get("/privacy/")
    settings.CASEBOOK_SEARCH_LOG = noted  # type: ignore[attr-defined]
    conditional._hash_once.cache_clear()
    assert says in client.get("/privacy/").content.decode()


def test_nothing_of_the_reader_is_kept(client: Client) -> None:
    client.get("/entries/?q=rooms", headers={"cookie": "sessionid=abc", "referer": "http://a.example/"})
    assert words() == ["rooms"]
    assert {field.name for field in Search._meta.get_fields()} == {
        "id", "day", "words", "filters", "count", "count_any",
    }  # fmt: skip
