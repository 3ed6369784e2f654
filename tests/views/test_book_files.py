"""Books as files on the site: made once, offered with type and size, and what is said when one cannot be made."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entries.editorial.actions import withdraw
from entries.models import Entry
from entries.outlets.book.formats import Format
from entries.serving import Busy
from tests import factories
from tests.outlets.book import epubs, pdfs

pytestmark = pytest.mark.django_db
PDF, EPUB, PART = "/editions/2024-25/book.pdf", "/editions/2024-25/book.epub", "/editions/2024-25/wards/book.pdf"
PAGES = {PDF: "/editions/2024-25/", EPUB: "/editions/2024-25/", PART: "/editions/2024-25/wards/"}


@pytest.fixture(autouse=True)
def rooms(tmp_path: Path, settings: pytest.FixtureRequest) -> Entry:
    """A story of a Book, and a folder for what is made of it."""
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]
    return factories.published("Quiet rooms", slug="rooms", edition=factories.edition(), care_groups=["wards"])


@pytest.fixture
def times(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the formats that were made, each time one was."""
    found: list[str] = []
    make = Format.make

    def counted(self: Format, *args: object) -> bytes:
        found.append(self.name)
        return make(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(Format, "make", counted)
    return found


def taken(client: Client, address: str) -> bytes:
    """The file at an address."""
    answer = client.get(address)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)  # type: ignore[arg-type]


@pytest.mark.parametrize("address", [PDF, PART])
def test_the_pdf_of_a_book_and_of_a_part_has_its_stories(client: Client, address: str) -> None:
    told = " ".join(pdfs.pages(taken(client, address)))
    assert "Quiet rooms" in told
    assert "testserver/entries/rooms" in told


def test_the_epub_has_its_stories(client: Client) -> None:
    told = " ".join(epubs.words(page) for page in epubs.pages(taken(client, EPUB)).values())
    assert "http://testserver/entries/rooms/" in told


@pytest.mark.parametrize(("address", "kind"), [(PDF, "application/pdf"), (EPUB, "application/epub+zip")])
def test_a_file_says_what_it_is_and_what_to_call_it(client: Client, address: str, kind: str) -> None:
    answer = client.get(address)
    assert answer["Content-Type"] == kind
    assert answer["Content-Disposition"] == f'inline; filename="big-book-2024-25{Path(address).suffix}"'
    assert answer["Cache-Control"] == "no-cache"
    assert not answer.cookies
    answer.close()


@pytest.mark.parametrize("address", PAGES)
def test_a_file_is_not_compressed_again_and_says_its_size(client: Client, address: str) -> None:
    answer = client.get(address, headers={"accept-encoding": "gzip, br"})
    assert "Content-Encoding" not in answer
    assert int(answer["Content-Length"]) == len(b"".join(answer.streaming_content))  # type: ignore[arg-type]


@pytest.mark.parametrize("address", PAGES)
def test_a_file_is_made_once_until_something_is_published(client: Client, times: list[str], address: str) -> None:
    first = taken(client, address)
    assert taken(client, f"{address}?again=1") == first
    assert len(times) == 1
    factories.published("Cards")
    taken(client, address)
    assert len(times) == 2


@pytest.mark.parametrize("address", PAGES)
def test_an_unchanged_file_answers_304_with_one_query(client: Client, address: str) -> None:
    etag = client.get(address)["ETag"]
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    assert len(asked) == 1


@pytest.mark.parametrize("address", PAGES)
def test_a_file_takes_two_queries_to_make_and_one_to_give_again(client: Client, address: str) -> None:
    factories.many(50)
    client.get("/")
    for wanted in (2, 1):
        with CaptureQueriesContext(connection) as asked:
            taken(client, address)
        assert len(asked) == wanted


@pytest.mark.parametrize(("address", "offered"), PAGES.items())
def test_its_page_leads_to_it_and_tells_its_size_once_it_was_made(
    client: Client, page: Callable[..., str], address: str, offered: str
) -> None:
    name = "EPUB" if address == EPUB else "PDF"
    assert f'<a href="{address}" rel="nofollow">{name}</a>' in page(offered)
    size = len(taken(client, address))
    assert f'<a href="{address}" rel="nofollow">{name} ({size / 1024:.1f} KB)</a>' in page(offered)


def test_a_page_answers_304_while_the_files_it_tells_of_are_the_same(client: Client) -> None:
    etag = client.get("/editions/2024-25/")["ETag"]
    assert client.get("/editions/2024-25/", headers={"If-None-Match": etag}).status_code == 304
    taken(client, PDF)
    assert client.get("/editions/2024-25/", headers={"If-None-Match": etag}).status_code == 200


def test_a_withdrawn_story_is_in_no_file_on_the_next_request(client: Client, rooms: Entry) -> None:
    factories.published("Cards", edition=factories.edition(), care_groups=["wards"])
    for address in PAGES:
        taken(client, address)
    withdraw(rooms, user=factories.person("superuser"), why="Out of date.")
    assert "Quiet rooms" not in " ".join(pdfs.pages(taken(client, PDF)) + pdfs.pages(taken(client, PART)))
    assert "Quiet rooms" not in " ".join(map(epubs.words, epubs.pages(taken(client, EPUB)).values()))


def test_the_words_of_a_draft_are_in_no_file(client: Client, rooms: Entry) -> None:
    rooms.aims = "<p>Unheard of.</p>"
    rooms.save()
    assert "Unheard" not in " ".join(pdfs.pages(taken(client, PDF)))
    assert "Unheard" not in " ".join(map(epubs.words, epubs.pages(taken(client, EPUB)).values()))


@pytest.mark.parametrize("address", ["1999/book.pdf", "1999/book.epub", "2024-25/x/book.pdf"])
def test_there_is_no_file_of_what_is_not_there(client: Client, address: str) -> None:
    assert client.get(f"/editions/{address}").status_code == 404


@pytest.mark.parametrize("address", PAGES)
def test_an_old_address_leads_on(client: Client, address: str) -> None:
    book = factories.edition()
    book.slug = "the-year"
    book.save()
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (301, address.replace("2024-25", "the-year"))


@pytest.mark.parametrize("address", PAGES)
def test_nothing_but_reading_is_allowed(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405


def test_what_cannot_be_set_is_tried_once_and_said_in_the_log_and_kindly_to_readers(
    client: Client, page: Callable[..., str], times: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    factories.published("Signs", edition=factories.edition(), results="<p>A sign: 𓀀</p>")
    with caplog.at_level(logging.WARNING):
        told = page(PDF, 503)
        page(PDF, 503)
    assert '<a href="/editions/2024-25/">Read it here instead</a>' in told
    told = [one.getMessage() for one in caplog.records if one.name == "entries.views.books"]
    why = "“Signs”, “Results”: no font of the Book has the character “𓀀” (U+13000). Take it out."
    assert told == [f"{PDF}: {why}"] * 2
    assert f'<a href="{PDF}" rel="nofollow">PDF</a>' in page("/editions/2024-25/")
    assert len(times) == 1


def test_who_asks_while_another_file_is_made_is_told_to_come_back(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*args: object) -> None:
        raise Busy

    monkeypatch.setattr("entries.outlets.book.keeping.made", busy)
    assert client.get(PDF)["Retry-After"] == "10"
