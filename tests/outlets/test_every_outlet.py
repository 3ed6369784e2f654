"""All ways out of the library in one list: none tells of a withdrawn entry on the next request, none of a draft."""

import io
import zipfile
from collections.abc import Iterator

import pypdf
import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from entries.editorial.actions import withdraw
from tests import factories

pytestmark = pytest.mark.django_db
# An address for each name in entries/urls.py and entries/api/urls.py that tells of entries.
OUTLETS = {
    "home": "/", "browse": "/entries/", "entry": "/entries/stays/", "editions": "/editions/",
    "edition": "/editions/2024-25/", "book-print": "/editions/2024-25/print/", "part": "/editions/2024-25/wards/",
    "part-print": "/editions/2024-25/wards/print/", "book-pdf": "/editions/2024-25/book.pdf",
    "book-epub": "/editions/2024-25/book.epub", "part-pdf": "/editions/2024-25/wards/book.pdf",
    "care-groups": "/care-groups/", "care-group": "/care-groups/wards/", "themes": "/themes/", "theme": "/themes/rest/",
    "team": "/teams/night-care/", "organisations": "/organisations/", "organisation": "/organisations/anyshire/",
    "sitemap": "/sitemap.xml", "suggest": "/suggest/?q=quixotic", "feed": "/feeds/entries.atom",
    "sheet": "/entries.csv", "workbook": "/entries.xlsx", "map": "/map/", "compare": "/compare/?entry=stays",
    "api": "/api/v1/", "openapi": "/api/v1/openapi.json", "api-entries": "/api/v1/entries/",
    "api-entry": "/api/v1/entries/stays/", "api-editions": "/api/v1/editions/",
    "api-edition": "/api/v1/editions/2024-25/",
}  # fmt: skip
# These tell of no entry, or to the people at the desk and whom they ask alone.
OTHERS = {"about", "accessibility", "privacy", "robots", "security", "healthz", "readyz", "media"}
TELL_TITLES = {
    "home", "browse", "edition", "book-print", "part", "part-print", "book-pdf", "book-epub", "part-pdf", "care-group",
    "theme", "team", "organisation", "suggest", "feed", "sheet", "workbook", "api-entries",
}  # fmt: skip


def names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    """The names of all public addresses."""
    for one in patterns:
        if isinstance(one, URLPattern):
            yield str(one.name)
        elif one.namespace is None:
            yield from names(one.url_patterns)


def words(answer: HttpResponseBase) -> str:
    """What an answer says, whatever kind of file it is."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    if body[:4] == b"%PDF":
        pages = (page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body)).pages)
        return " ".join(" ".join(pages).split())
    if body[:2] == b"PK":
        archive = zipfile.ZipFile(io.BytesIO(body))
        return " ".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return body.decode()


def telling(client: Client, word: str) -> set[str]:
    """The outlets in which a word stands."""
    answers = {name: client.get(address) for name, address in OUTLETS.items()}
    assert {name for name, answer in answers.items() if answer.status_code != 200} == set()
    return {name for name, answer in answers.items() if word in words(answer)}


def test_every_address_is_in_the_list() -> None:
    found = {name for name in names(get_resolver("entries.urls").url_patterns) if not name.startswith("preview")}
    assert found - OTHERS == set(OUTLETS)


def test_a_withdrawn_entry_is_in_none_on_the_next_request_and_a_draft_in_none_ever(client: Client) -> None:
    book = factories.edition("2024-25")
    within = {"edition": book, "care_groups": ["wards"], "themes": ["rest"], "aims": "<p>To rest.</p>"}
    factories.published("Stays", slug="stays", **within)
    made = factories.published("Quixotic", slug="quixotic", **within)
    factories.entry("Zymurgy", slug="zymurgy", **within)
    assert telling(client, "Quixotic") >= TELL_TITLES
    assert telling(client, "Zymurgy") == set()
    made.title = "Zymurgy"
    made.save()
    assert telling(client, "Zymurgy") == set()
    withdraw(made, why="The team asked.")
    assert telling(client, "Quixotic") == set()
    assert telling(client, "quixotic") == set()
