"""ETags, 304, kept pages and headers."""

import gzip
from collections.abc import Callable
from datetime import timedelta

import brotli
import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entries import library
from entries.editorial.actions import publish, withdraw
from entries.serving.coding import COMPRESS
from entries.serving.kept import KeptPages
from tests import factories

pytestmark = pytest.mark.django_db
PAGES = [
    "/",
    "/entries/",
    "/entries/?q=rooms",
    "/entries/rooms/",
    "/editions/",
    "/editions/2024-25/",
    "/editions/2024-25/wards/",
]
OUTLETS = [
    "/api/v1/", "/api/v1/openapi.json",
           "/map/", "/compare/?entry=rooms", "/feeds/entries.atom", "/entries.csv", "/entries.xlsx?q=rooms",
]  # fmt: skip
CSP = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
    "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
}  # fmt: skip


@pytest.fixture(autouse=True)
def content() -> None:
    """A Book with an entry."""
    book = factories.edition("2024-25")
    factories.published("Rooms", slug="rooms", edition=book, care_groups=["wards"], themes=["rest"])


@pytest.mark.parametrize("address", [*PAGES, *OUTLETS])
def test_an_unchanged_page_answers_304_until_something_is_published(client: Client, address: str) -> None:
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == "no-cache"
    factories.published("Cards")
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("address", [*PAGES, *OUTLETS])
def test_a_page_sets_no_cookie_and_does_not_vary_by_one(client: Client, address: str) -> None:
    answer = client.get(address, headers={"cookie": "sessionid=x; csrftoken=y"})
    assert answer.status_code == 200
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert answer["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("address", [*PAGES, *OUTLETS, "/nowhere/"])
def test_a_page_says_what_a_browser_may_load(client: Client, address: str) -> None:
    assert set(client.get(address)["Content-Security-Policy"].split("; ")) == CSP


@pytest.mark.parametrize("address", PAGES)
def test_nothing_on_a_page_is_inline_or_from_elsewhere(client: Client, address: str) -> None:
    found = client.get(address).content.decode()
    # Data for search engines is no script; what is one comes from a file of ours.
    scripts = [part.split(">")[0].strip() for part in found.split("<script")[1:]]
    assert all(one == 'type="application/ld+json"' or 'src="/static/' in one for one in scripts)
    assert " style=" not in found
    assert 'src="http' not in found


def test_every_page_has_another_title(client: Client) -> None:
    titles = [client.get(address).content.decode().split("<title>")[1].split("</title>")[0] for address in PAGES]
    assert len(titles) == len(set(titles))


def test_an_edit_shows_on_the_next_request(client: Client) -> None:
    assert "Cards" not in client.get("/entries/").content.decode()
    made = factories.published("Cards")
    assert "Cards" in client.get("/entries/").content.decode()
    withdraw(made, why="A mistake.")
    assert "Cards" not in client.get("/entries/").content.decode()


def test_what_falls_due_shows_without_a_write(client: Client) -> None:
    made = factories.entry("Cards")
    with time_machine.travel(factories.PAST + timedelta(days=300), tick=False) as clock:
        publish(made, at=factories.PAST + timedelta(days=301))
        before = client.get("/entries/")
        assert "Cards" not in before.content.decode()
        clock.shift(timedelta(days=2))
        after = client.get("/entries/", headers={"if-none-match": before["ETag"]})
        assert after.status_code == 200
        assert "Cards" in after.content.decode()


def test_a_kept_page_costs_one_query(client: Client) -> None:
    first = client.get("/entries/rooms/").content
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/entries/rooms/").content == first
    assert len(asked) == 1


def test_no_page_is_kept_when_told_so(client: Client, settings: pytest.FixtureRequest) -> None:
    settings.CASEBOOK_PAGE_CACHE = False  # type: ignore[attr-defined]
    part = "/editions/2024-25/wards/"
    first = client.get(part)
    with CaptureQueriesContext(connection) as asked:
        client.get(part)
    assert len(asked) > 1
    assert client.get(part, headers={"if-none-match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize(("coding", "undone"), [("gzip", gzip.decompress), ("br", brotli.decompress)])
def test_a_kept_page_goes_out_compressed_with_a_weak_etag(
    client: Client, coding: str, undone: Callable[[bytes], bytes]
) -> None:
    plain = client.get("/entries/")
    small = client.get("/entries/", headers={"accept-encoding": coding})
    assert undone(small.content) == plain.content
    assert small["Content-Encoding"] == coding
    assert small["ETag"] == f"W/{plain['ETag']}"
    again = client.get("/entries/", headers={"accept-encoding": coding, "if-none-match": small["ETag"]})
    assert (again.status_code, again["ETag"], again["Vary"]) == (304, small["ETag"], small["Vary"])
    assert small["Vary"] == plain["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("gzip;q=0, br;q=0", ""),
        ("identity", ""),
        ("*", ""),
        ("", ""),
        ("br;q=x, ;;,", ""),
    ],
)
def test_a_reader_gets_the_coding_it_likes_best(client: Client, accepted: str, coding: str) -> None:
    for _ in ("made", "kept"):
        assert client.get("/entries/", headers={"accept-encoding": accepted}).get("Content-Encoding", "") == coding


def test_a_coding_is_made_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    monkeypatch.setitem(COMPRESS, "br", lambda body: made.append(1) or brotli.compress(body))
    bodies = {client.get("/entries/", headers={"accept-encoding": "br"}).content for _ in range(3)}
    assert (len(made), len(bodies)) == (1, 1)


def test_one_of_several_etags_is_enough_for_a_304(client: Client) -> None:
    etag = client.get("/entries/")["ETag"]
    assert client.get("/entries/", headers={"if-none-match": f'"another", {etag}'}).status_code == 304


@pytest.mark.parametrize("address", ["/entries/cards/", "/nowhere/"])
def test_what_is_not_there_is_never_unchanged(client: Client, address: str) -> None:
    assert client.get(address, headers={"if-none-match": "*"}).status_code == 404


def test_an_etag_is_good_for_its_own_address_alone(client: Client) -> None:
    etag = client.get("/entries/")["ETag"]
    assert client.get("/entries/?sort=title", headers={"if-none-match": etag}).status_code == 200


def test_hosts_do_not_share_pages(client: Client) -> None:
    client.get("/entries/")
    assert "http://localhost/entries/" in client.get("/entries/", headers={"host": "localhost"}).content.decode()


def test_what_is_missing_is_not_kept(client: Client) -> None:
    assert client.get("/entries/cards/").status_code == 404
    factories.published("Cards", slug="cards")
    assert client.get("/entries/cards/").status_code == 200


def test_head_answers_like_get_without_a_body(client: Client) -> None:
    answer = client.head("/entries/")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["ETag"] == client.get("/entries/")["ETag"]


def test_kept_pages_are_few_and_light(rf: object) -> None:
    request = rf.get("/")  # type: ignore[attr-defined]
    pages = KeptPages(most=2, weight=1_000)
    for address in "abc":
        pages.put("one", address, request, HttpResponse("x" * 100))
    assert pages.get("one", "a", request) is None
    assert pages.get("one", "c", request) is not None
    pages.put("one", "heavy", request, HttpResponse(bytes(range(256)) * 8))
    assert pages.get("one", "heavy", request) is None
    pages.put("two", "d", request, HttpResponse("y"))
    assert pages.get("one", "c", request) is None


def test_the_reading_is_opened_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[int] = []
    read = library.read
    monkeypatch.setattr(library, "read", lambda: opened.append(1) or read())
    client.get("/entries/rooms/")
    assert len(opened) == 1
