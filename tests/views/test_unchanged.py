"""The short way to a 304: the server's own application, before Django has made a request of what was asked."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.signals import request_started
from django.db import OperationalError, close_old_connections, connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from casebook.wsgi import application, readers_and_desk
from entries.editorial.actions import publish
from entries.library import version
from entries.serving.conditional import Unchanged
from tests import factories

pytestmark = pytest.mark.django_db


class Answered:
    """What a server gets for a request, and whether the application behind the short way was asked for it."""

    def __init__(self, path: str, method: str = "GET", **environ: str) -> None:
        self.all_the_way = False
        asked = RequestFactory().generic(method, path, **environ).environ  # type: ignore[attr-defined]
        self.body = b"".join(Unchanged(self._whole)(asked, self._start))

    def _whole(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        self.all_the_way = True
        return readers_and_desk(environ, start)

    def _start(self, status: str, headers: list[tuple[str, str]], failed: Any = None) -> None:
        self.status, self.headers = int(status.split()[0]), dict(headers)


@pytest.fixture(autouse=True)
def content() -> Iterator[None]:
    """An entry. The connection stays open through a request, which would close one that is in a test's transaction."""
    factories.published("Rooms", slug="rooms")
    request_started.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)


def test_it_is_what_the_server_runs() -> None:
    assert isinstance(application, Unchanged)


@pytest.mark.parametrize("path", ["/entries/", "/entries/?theme=rest&q=caf%C3%A9", "/entries/rooms/", "/suggest/?q=ro"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("accepted", ["", "br"])
def test_who_has_the_page_as_it_is_gets_what_the_view_would_say(path: str, method: str, accepted: str) -> None:
    etag = Answered(path, HTTP_ACCEPT_ENCODING=accepted).headers["ETag"]
    short = Answered(path, method, HTTP_ACCEPT_ENCODING=accepted, HTTP_IF_NONE_MATCH=etag)
    assert (short.status, short.body, short.all_the_way) == (304, b"", False)
    viewed = Client().get(path, headers={"if-none-match": etag, "accept-encoding": accepted})
    assert viewed.status_code == 304
    assert short.headers == {name: viewed[name] for name in ("ETag", "Cache-Control", "Vary")}


def test_it_asks_one_query_at_most() -> None:
    etag = Answered("/entries/").headers["ETag"]
    with CaptureQueriesContext(connection) as asked:
        assert Answered("/entries/", HTTP_IF_NONE_MATCH=etag).status == 304
    assert len(asked) == 1


@pytest.mark.django_db(transaction=True)
def test_asked_again_at_once_it_asks_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(version, "GOOD_FOR", 60)
    etag = Answered("/entries/").headers["ETag"]
    with CaptureQueriesContext(connection) as asked:
        assert Answered("/entries/", HTTP_IF_NONE_MATCH=etag).status == 304
    assert len(asked) == 0


@pytest.mark.django_db(transaction=True)
def test_a_write_is_known_to_all_when_it_returns(monkeypatch: pytest.MonkeyPatch) -> None:
    draft = factories.entry("Cards")
    monkeypatch.setattr(version, "GOOD_FOR", 0.5)
    etag = Answered("/entries/").headers["ETag"]
    publish(draft)
    assert Answered("/entries/", HTTP_IF_NONE_MATCH=etag).status == 200


def test_after_a_write_the_page_comes_whole() -> None:
    etag = Answered("/entries/").headers["ETag"]
    factories.published("Cards")
    now = Answered("/entries/", HTTP_IF_NONE_MATCH=etag)
    assert (now.status, now.all_the_way) == (200, True)
    assert b"Cards" in now.body
    assert now.headers["ETag"] != etag


def test_after_a_due_moment_the_page_comes_whole() -> None:
    made = factories.entry("Cards")
    with time_machine.travel(factories.PAST + timedelta(days=300), tick=False) as clock:
        publish(made, at=factories.PAST + timedelta(days=301))
        etag = Answered("/entries/").headers["ETag"]
        assert Answered("/entries/", HTTP_IF_NONE_MATCH=etag).status == 304
        clock.shift(timedelta(days=2))
        assert b"Cards" in Answered("/entries/", HTTP_IF_NONE_MATCH=etag).body


@pytest.mark.parametrize(
    ("path", "environ"),
    [
        ("/entries/", {"HTTP_HOST": "localhost"}),
        ("/entries/", {"HTTP_X_FORWARDED_PROTO": "https"}),
        ("/entries/", {"wsgi.url_scheme": "https"}),
        ("/entries/", {"SCRIPT_NAME": "/library"}),
        ("/entries/?sort=title", {}),
        ("/", {}),
    ],
)
def test_an_etag_is_good_for_its_own_address_alone(path: str, environ: dict[str, str]) -> None:
    etag = Answered("/entries/").headers["ETag"]
    other = Answered(path, HTTP_IF_NONE_MATCH=etag, **environ)
    assert (other.status, other.all_the_way) == (200, True)


def test_all_else_goes_to_the_views() -> None:
    etag = Answered("/entries/").headers["ETag"]
    of_several = Answered("/entries/", HTTP_IF_NONE_MATCH=f'"another", {etag}')
    assert (of_several.status, of_several.all_the_way) == (304, True)
    assert Answered("/entries/", "POST", HTTP_IF_NONE_MATCH=etag).all_the_way
    etag = Answered("/api/v1/entries/").headers["ETag"]
    of_json = Answered("/api/v1/entries/", HTTP_IF_NONE_MATCH=etag)
    assert (of_json.status, of_json.headers["Access-Control-Allow-Origin"]) == (304, "*")


def test_a_database_that_does_not_answer_is_told_of_by_the_page() -> None:
    etag = Answered("/entries/").headers["ETag"]

    def failing(*asked: Any) -> None:
        raise OperationalError("no answer")

    with connection.execute_wrapper(failing):
        gone = Answered("/entries/", HTTP_IF_NONE_MATCH=etag)
    assert (gone.status, gone.all_the_way) == (500, True)
    assert b"Something went wrong" in gone.body
