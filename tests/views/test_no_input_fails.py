"""No input gives a 500: arbitrary addresses and parameters on pages and JSON."""

from typing import Any
from urllib.parse import quote_from_bytes

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories

pytestmark = pytest.mark.django_db
NAMES = (
    "q", "care_group", "theme", "edition", "organisation", "region", "kind", "outcome",
    "sort", "page", "entry", "page_size", "more", "other",
)  # fmt: skip
LISTS = ["/entries/", "/api/v1/entries/", "/map/", "/compare/", "/feeds/entries.atom", "/entries.csv", "/entries.xlsx"]
FOLDERS = ["/entries/", "/editions/", "/editions/2024-25/", "/api/v1/entries/", "/api/v1/editions/", "/media/", "/"]
AWKWARD = [b"\x00", b"%", b"'", b'"', b"\\", b"\xff\xfe", b"a" * 10_000, b"-1", b"9" * 5_000, b"print"]
AWKWARD_PATHS = ["\x00", "a" * 10_000, "../x", "%2e%2e/", "e\u0301\u202e😀"]
encoded = st.text(max_size=30).map(lambda text: text.encode("utf-8", "surrogatepass"))
values = st.one_of(st.sampled_from(AWKWARD), encoded, st.binary(max_size=30))
pairs = st.lists(st.tuples(st.sampled_from(NAMES), values), max_size=6)
paths = st.one_of(st.text(max_size=40), st.sampled_from(AWKWARD_PATHS))
fixture_reused = [HealthCheck.function_scoped_fixture]
relaxed = settings(max_examples=150, deadline=None, suppress_health_check=fixture_reused)


@pytest.fixture
def library_of_one() -> Client:
    """A client that gets the error page instead of the exception."""
    book = factories.edition("2024-25")
    factories.published("Rooms", edition=book, care_groups=["wards"], themes=["rest"])
    return Client(raise_request_exception=False)


def answer(client: Client, address: str, query: str = "") -> Any:
    """The answer to an address that is sent as it is, already quoted."""
    return client.get(address, QUERY_STRING=query)


@relaxed
@given(asked=pairs, address=st.sampled_from(LISTS))
def test_parameters(library_of_one: Client, asked: list[tuple[str, bytes]], address: str) -> None:
    query = "&".join(f"{name}={quote_from_bytes(value)}" for name, value in asked)
    found = answer(library_of_one, address, query)
    assert found.status_code in {200, 400, 404}
    assert found.streaming or b"<script>alert" not in found.content


@relaxed
@given(query=st.binary(max_size=60))
def test_query_strings_of_any_bytes(library_of_one: Client, query: bytes) -> None:
    assert answer(library_of_one, "/entries/", query.decode("latin-1")).status_code in {200, 404}


@relaxed
@given(folder=st.sampled_from(FOLDERS), rest=paths)
def test_addresses(library_of_one: Client, folder: str, rest: str) -> None:
    path = folder + quote_from_bytes(rest.encode("utf-8", "surrogatepass"))
    assert answer(library_of_one, path).status_code in {200, 301, 400, 404, 410}


def test_a_query_that_looks_like_markup_is_shown_as_text(library_of_one: Client) -> None:
    page = answer(library_of_one, "/entries/", "q=%3Cscript%3Ealert(1)%3C/script%3E&theme=%3Cb%3E").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
