"""Any text at all, put to the page, the JSON and the suggestions: an answer, all of it text, from bounded work."""

import json
import re
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from entries import library
from tests import factories

pytestmark = pytest.mark.django_db
OPERATORS = [
    "\x00", "'", '"', "\\", "%", "_", "*", "(", ")", "|", "&", "!", ":*", "<->", "@@", "::tsquery", "NEAR(", " OR ",
    " AND ", " NOT ", "^", "~*", "--", "/*", "*/", ";", "{{", "{%", "${", "`", "-", "“", "„", "«", " ", "\t", "\r\n",
    "\u2028", "\u202e", "\u200f", "\u00a0", "\ufdd0", "\ud800", "\U000e0001", "שלום", "مرحبا", "é", "İ", "👩\u200d⚕️",
    "ı", "ß", "<i>", "</mark>", "<script>", "&lt;", "rooms", "to", "rest", "IT", "ED&I", "e-", "15,256", "x" * 300,
]  # fmt: skip
texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(OPERATORS), max_size=12).map("".join),
    st.lists(st.sampled_from(OPERATORS), max_size=12).map(" ".join),
    st.text(alphabet=st.characters(categories=["So", "Mn", "Cf", "Co", "Lo"]), max_size=40),
)
HUGE = ["x" * 100_000, "rooms " * 16_000, '"' * 100_000, "- " * 50_000, '"a' * 50_000, "é-" * 50_000, "\x00" * 100_000,
        "<mark>" * 16_000, "&" * 100_000, "a.b." * 25_000, "'" * 100_000, "1," * 50_000, "👍" * 50_000]  # fmt: skip
MOST_QUERIES = 12  # six, and twice that when the words are corrected
fixture_reused = [HealthCheck.function_scoped_fixture]
relaxed = settings(max_examples=120, deadline=None, suppress_health_check=fixture_reused)


@pytest.fixture
def client_of_some() -> Client:
    """A client of a library with a few entries, one of them with marks of its own in its words."""
    factories.published(
        "Rooms <b>to</b> rest & </mark> more", summary="IT staff say: 15,256 <mark> & <script>alert(1)</script> rooms.",
        aims="<p>Rooms &lt;i&gt; to rest, ED&amp;I in 2023-24.</p>", themes=["rest"], care_groups=["e-wards"],
    )  # fmt: skip
    factories.published("Café rostering", summary="Rostering rooms.", teams=[factories.team("ros-team")])
    library.read().suggestions("rooms")  # what is read once for a content version is no work of the requests below
    return Client(raise_request_exception=False)


def ask(client: Client, address: str, text: str) -> Any:
    """The answer to a text, from bounded work."""
    query = f"q={quote(text, errors='surrogatepass')}"
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address, QUERY_STRING=query)
    assert answer.status_code == 200, text
    assert len(asked) <= MOST_QUERIES
    return answer


def told_as_text(page: str) -> bool:
    """Whether a page has none of the tags that only what is typed, or an entry's plain words, have."""
    return not any(tag in page for tag in ("<i>", "<script>", "<b>to", "<mark> ", "</mark></mark>"))


def only_marks(text: str) -> bool:
    """Whether the only tags of an excerpt are `mark`, each opened and closed in turn."""
    return re.fullmatch(r"[^<>]*(?:<mark>[^<>]+</mark>[^<>]*)*", text) is not None


def check(client: Client, text: str) -> None:
    """Put a text to all three."""
    page = ask(client, "/entries/", text).content.decode()
    assert told_as_text(page)
    headings = re.findall(r'<h3 class="cb-result__heading"><a href="[^"]*">(.*?)</a>', page)
    assert all(map(only_marks, headings)), headings
    found = json.loads(ask(client, "/api/v1/entries/", text).content)
    assert all(only_marks(one["excerpt"]) for one in found["results"])
    assert found["count"] <= found["count_any"] <= 2
    suggested = json.loads(ask(client, "/suggest/", text).content)
    assert isinstance(suggested, list)
    assert len(suggested) <= 10
    assert all(isinstance(one, str) and len(one) <= 250 for one in suggested)


@relaxed
@given(text=texts)
@example(text="\x00")
@example(text="rooms </mark><script>alert(1)</script>")
@example(text='"rooms to" -rest IT <mark>')
def test_any_text_has_an_answer_that_is_text(client_of_some: Client, text: str) -> None:
    check(client_of_some, text)


@pytest.mark.parametrize("text", HUGE, ids=range(len(HUGE)))
def test_a_text_of_a_hundred_thousand_characters_is_cut(client_of_some: Client, text: str) -> None:
    check(client_of_some, text)
    # Two thousand characters are used; percent-encoded, in each of the page's links, they weigh twelve times that.
    assert len(ask(client_of_some, "/entries/", text).content) < 400_000


@relaxed
@given(query=st.binary(max_size=60))
def test_bytes_that_are_no_text_have_an_answer(client_of_some: Client, query: bytes) -> None:
    for address in ("/suggest/", "/api/v1/entries/"):
        answer = client_of_some.get(address, QUERY_STRING=query.decode("latin-1"))
        assert answer.status_code in {200, 400, 404}
