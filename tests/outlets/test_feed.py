"""The Atom feed: valid, full, of any selection, and with ids that stay."""

import re
from xml.etree import ElementTree

import feedparser
import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entries import library
from entries.editorial.actions import publish, withdraw
from entries.models import Entry
from tests import factories
from tests.browser.states import everything
from tests.outlets import rfc4287

pytestmark = pytest.mark.django_db
FEED = "/feeds/entries.atom"
VALID = """<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:a.example,2026:f</id><title>F</title>
<updated>2026-01-01T00:00:00Z</updated><author><name>A</name></author><entry><id>tag:a.example,2026:1</id>
<title>T</title><updated>2026-01-01T00:00:00Z</updated><link href="https://a.example/1"/></entry></feed>"""
BROKEN = [
    ("<feed ", "<rss "), ("<id>tag:a.example,2026:f</id>", ""), ("<id>tag:a.example,2026:1</id>", "<id>1</id>"),
    ("<title>T</title>", "<title>T</title><title>U</title>"), ("2026-01-01T00:00:00Z", "1 January 2026"),
    ("<author><name>A</name></author>", ""), ("<name>A</name>", ""), ('href="https://a.example/1"', ""),
    ('<link href="https://a.example/1"/>', ""), ("<title>T</title>", '<title type="html"><b/></title>'),
    ("</feed>", "<content>C</content></feed>"), ("</entry>", "<category/></entry>"),
    ("</entry>", '<link href="https://a.example/2"/></entry>'),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong"), BROKEN)
def test_the_checker_finds_a_fault(right: str, wrong: str) -> None:
    assert rfc4287.faults(VALID.encode()) == []
    broken = VALID.replace(right, wrong)
    assert rfc4287.faults(broken.replace("</feed>", "</rss>" if wrong == "<rss " else "</feed>").encode()) != []


def read(client: Client, query: str = "", address: str = FEED) -> feedparser.FeedParserDict:
    """The feed, which must be valid, as a reader of feeds has it."""
    answer = client.get(address + query)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    assert rfc4287.faults(answer.content) == []
    found = feedparser.parse(answer.content)
    assert not found.bozo
    return found


def titles(client: Client, query: str = "") -> list[str]:
    """The titles of the entries in a feed."""
    return [entry.title for entry in read(client, query).entries]


def test_the_feed_holds_an_entry_in_full(client: Client) -> None:
    everything("Breaks for night staff", slug="breaks", kind="award")
    (entry,) = read(client).entries
    text = entry.content[0].value
    for words in ("Over 1,204 breaks taken in full", "I drive home awake now", "91%", "The nurse in charge goes first",
                  "urgent.home.response", "12 wards."):  # fmt: skip
        assert words in text.replace("<wbr />", "").replace("<wbr>", "")
    assert entry.link == "http://testserver/entries/breaks/"
    assert {tag.term for tag in entry.tags} == {"Award", "Wards", "Rest", "Safety"}
    assert entry.author == "Night Care Team"


def test_addresses_in_the_text_are_whole(client: Client) -> None:
    everything("Breaks", slug="breaks", aims='<p>See <a href="/about/">about</a> and "/this".</p>')
    text = client.get(FEED).content.decode()
    assert re.findall(r"(?:href|src)=&quot;/|(?:href|src)=\"/", text) == []
    assert 'href="http://testserver/about/"' in text


def test_a_feed_holds_what_its_filter_or_search_does(client: Client) -> None:
    factories.published("Rooms", themes=["rest"])
    factories.published("Cards", themes=["safety"])
    assert titles(client, "?theme=rest") == ["Rooms"]
    assert titles(client, "?q=cards") == ["Cards"]
    assert titles(client, "?theme=atlantis") == []
    found = read(client, "?q=cards&theme=safety")
    assert found.feed.title == "Casebook: “cards”, Safety"
    assert found.feed.link == "http://testserver/entries/?q=cards&theme=safety"


def test_a_search_stands_newest_first_unless_asked_otherwise(client: Client) -> None:
    for day, title in enumerate(("Cards cards cards", "Cards", "Cards and more"), 1):
        factories.published(title, at=factories.PAST.replace(day=day))
    assert titles(client, "?q=cards") == ["Cards and more", "Cards", "Cards cards cards"]
    assert titles(client, "?q=cards&sort=title") == ["Cards", "Cards and more", "Cards cards cards"]


def test_a_long_feed_has_pages(client: Client) -> None:
    factories.many(45)
    first = read(client)
    links = {link.rel: link.href for link in first.feed.links}
    assert len(first.entries) == 20
    assert links["self"] == f"http://testserver{FEED}"
    assert links["next"] == f"http://testserver{FEED}?page=2"
    assert "previous" not in links
    assert len(read(client, "?page=3").entries) == 5
    assert client.get(f"{FEED}?page=4").status_code == 404


def test_the_id_of_an_entry_stays_when_its_address_and_title_change(client: Client) -> None:
    made = factories.published("Rooms", slug="rooms")
    before = read(client).entries[0]
    made.slug, made.title = "quiet-rooms", "Quiet rooms"
    made.save()
    publish(made)
    after = read(client).entries[0]
    assert (after.id, after.link) == (before.id, "http://testserver/entries/quiet-rooms/")
    assert after.id == "tag:testserver,2026:entries/rooms"
    assert after.updated_parsed >= before.updated_parsed
    assert after.published == before.published == "2025-06-01T00:00:00+01:00"


def test_a_withdrawn_entry_is_gone_and_a_draft_was_never_there(client: Client) -> None:
    made = factories.published("Rooms")
    factories.entry("Secret")
    assert titles(client) == ["Rooms"]
    withdraw(made, why="The team asked.")
    assert titles(client) == []


def test_an_unchanged_feed_answers_304_until_something_is_published(client: Client) -> None:
    factories.published("Rooms")
    first = client.get(FEED)
    assert client.get(FEED, headers={"if-none-match": first["ETag"]}).status_code == 304
    factories.published("Cards")
    assert client.get(FEED, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_the_feed_of_an_empty_library_is_valid(client: Client) -> None:
    assert read(client).entries == []


def test_a_hidden_contact_is_not_in_the_feed(client: Client) -> None:
    factories.published("Rooms", contact=factories.contact("secret@anyshire.example", hidden=True))
    assert "secret" not in client.get(FEED).content.decode()


def test_what_is_made_up_says_so(client: Client) -> None:
    own = factories.organisation("made-up", is_fictional=True)
    factories.published("Rooms", teams=[factories.team("crew", organisation=own)])
    assert read(client).entries[0].content[0].value.startswith("<p><strong>Fictional example")


def test_results_lead_to_their_feed(client: Client) -> None:
    factories.published("Rooms", themes=["rest"])
    page = client.get("/entries/?theme=rest&sort=title").content.decode()
    link = re.search(r'<link rel="alternate" type="application/atom\+xml" title="([^"]+)" href="([^"]+)">', page)
    assert link is not None
    assert link[2] == f"{FEED}?theme=rest&amp;sort=title"
    assert titles(client, "?theme=rest&sort=title") == ["Rooms"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(min_size=1, max_size=60).filter(lambda text: text.strip()), words=st.text(max_size=30))
def test_any_text_leaves_the_feed_valid(client: Client, title: str, words: str) -> None:
    title = title.replace("\0", "").encode("utf-8", "replace").decode()
    made = Entry.objects.filter(slug="rooms").first() or factories.published("Rooms", slug="rooms")
    made.title, made.summary = title or "x", f"{title} <b>&"
    with library.writing():
        made.save()
    if title.strip():
        publish(made)
    answer = client.get(FEED, {"q": words})
    assert answer.status_code == 200
    assert rfc4287.faults(answer.content) == []
    ElementTree.fromstring(client.get(FEED).content)


def test_the_feed_rejects_posting(client: Client) -> None:
    assert client.post(FEED).status_code == 405
