"""Queries of an anonymous GET, the version check included: few, and the same however many entries there are."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entries import library
from tests import factories

pytestmark = pytest.mark.django_db
# The contract's budgets are 4, edition 5, search 6; these are what the pages need.
PAGES = {
    "/": 2,
    "/entries/": 2,
    "/entries/?page=2": 2,
    "/entries/?care_group=group-1&theme=theme-3&sort=title": 2,
    "/entries/?q=breaks": 4,
    "/entries/project-00003/": 4,
    "/editions/": 1,
    "/editions/2023-24/": 2,
    "/editions/2023-24/group-1/": 2,
    "/editions/2023-24/print/": 2,
    "/editions/2023-24/book.epub": 2,
    "/editions/2023-24/group-1/print/": 2,
    "/care-groups/": 1,
    "/care-groups/group-1/": 2,
    "/themes/": 1,
    "/themes/theme-3/": 2,
    "/teams/team-1/": 3,
    "/organisations/": 1,
    "/organisations/anyshire/": 3,
    "/about/": 1,
    "/accessibility/": 1,
    "/privacy/": 1,
    "/sitemap.xml": 3,
    "/robots.txt": 1,
    "/compare/": 1,
    "/compare/?entry=project-00003&entry=project-00004": 2,
    "/compare/?entry=project-00003&q=breaks": 5,
    "/map/": 2,
    "/map/?theme=theme-3": 2,
    "/feeds/entries.atom": 3,
    "/feeds/entries.atom?theme=theme-3&sort=title": 3,
    "/feeds/entries.atom?q=breaks": 5,
    "/api/v1/": 2,
    "/api/v1/openapi.json": 2,
    "/api/v1/entries/": 2,
    "/api/v1/entries/project-00003/": 4,
    "/api/v1/editions/": 1,
    # Three of these read the names, once for a content version.
    "/suggest/?q=": 1,
    "/suggest/?q=project": 5,
    "/suggest/?q=wrote": 5,
    "/suggest/?q=two+wards+chan": 6,
}


# Nothing but cards and stories, which are kept once they were asked for.
OF_KEPT_SHAPES = {"/", "/entries/project-00003/", "/editions/2023-24/", "/care-groups/group-1/", "/themes/theme-3/",
                  "/api/v1/entries/project-00003/"}  # fmt: skip


def queries(client: Client, address: str) -> int:
    """Statements of one answer."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def first_queries(client: Client, address: str) -> int:
    """Statements of an answer for which nothing is kept but the catalogue: no card, no story."""
    library.forget()
    library.read()
    return queries(client, address)


@pytest.mark.parametrize("entries", [50, 2000])
def test_every_page_asks_as_much_as_it_is_known_to(
    client: Client, settings: pytest.FixtureRequest, entries: int
) -> None:
    settings.CASEBOOK_PAGE_CACHE = False  # type: ignore[attr-defined]
    factories.many(entries)
    assert {address: first_queries(client, address) for address in PAGES} == PAGES


@pytest.mark.parametrize("address", sorted(OF_KEPT_SHAPES))
def test_what_is_kept_is_not_asked_for_again(client: Client, settings: pytest.FixtureRequest, address: str) -> None:
    settings.CASEBOOK_PAGE_CACHE = False  # type: ignore[attr-defined]
    factories.many(50)
    first_queries(client, address)
    assert queries(client, address) == 1


def test_suggestions_read_the_names_once(client: Client, settings: pytest.FixtureRequest) -> None:
    settings.CASEBOOK_PAGE_CACHE = False  # type: ignore[attr-defined]
    factories.many(50)
    first_queries(client, "/suggest/?q=wrote")
    assert queries(client, "/suggest/?q=chang") == 2


def test_an_unchanged_page_asks_once(client: Client) -> None:
    factories.many(50)
    etag = client.get("/entries/")["ETag"]
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/entries/", headers={"If-None-Match": etag}).status_code == 304
    assert len(asked) == 1
