"""What a link shows: a draft, or a whole Book that is not out, all pages of it, to somebody without an account."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entries import library
from entries.editorial import links
from entries.editorial.links import PREVIEW_BOOK, PREVIEW_ENTRY
from entries.models import Edition, Entry, GivenLink, Outcome
from entries.serving import caching
from tests import factories
from tests.admin.desk import change, signed_in

pytestmark = pytest.mark.django_db
OWN = re.compile(r'href="(/[^"]*)"')


def collected(stories: int = 2) -> Edition:
    """A Book that nobody may see yet: stories in two parts, one that belongs to both, a mention, one left out."""
    book = factories.edition(
        "2030-31", title="Big Book 2030-31", state="judging", publishes_at=None, foreword="<p>Read on.</p>"
    )
    factories.care_group("wards", order=1)
    factories.care_group("homes", order=2)
    for number in range(stories):
        factories.entry(f"Ward story {number}", edition=book, care_groups=["wards"], **factories.WHOLE)
    factories.entry("Both", edition=book, care_groups=["homes", "wards"], slug="both", contact=factories.contact())
    factories.entry("At home", edition=book, care_groups=["homes"], slug="at-home", **factories.WHOLE)
    factories.entry("Mentioned", edition=book, care_groups=["homes"], outcome=Outcome.MENTION, slug="mentioned")
    factories.entry("Left out", edition=book, outcome=Outcome.NOT_USED, slug="left-out")
    return book


def address_of(book: Edition) -> str:
    return f"/preview/{links.give(PREVIEW_BOOK, book, days=14)}/"


def text(address: str, status: int = 200) -> str:
    answer = Client().get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_one_entry_is_shown_as_its_draft_stands() -> None:
    entry = factories.published("Seen", summary="As readers see it.")
    with library.writing():
        entry.summary = "As it stands now."
        entry.save()
    page = text(f"/preview/{links.give(PREVIEW_ENTRY, entry, days=14)}/")
    assert "As it stands now." in page
    assert "This is not published." in page
    assert "As it stands now." not in text(f"/entries/{entry.slug}/")


def test_the_whole_book_is_shown_in_order() -> None:
    page = text(address_of(collected()))
    assert "Read on." in page
    assert re.findall(r"<h3[^>]*><a[^>]*>([^<]*)", page) == ["Wards", "Homes"]
    assert "3 stories" in page


def test_a_part_has_its_stories_what_is_told_elsewhere_and_its_mentions() -> None:
    address = address_of(collected())
    assert text(f"{address}wards/").count("<article") == 3
    homes = text(f"{address}homes/")
    assert homes.count("<article") == 1
    assert "Told in another part" in homes
    assert "Mentioned" in homes


def test_all_pages_of_it_are_there_and_nothing_that_is_left_out() -> None:
    start = address_of(collected())
    todo, seen = [start], {}
    while todo:
        address = todo.pop()
        if address in seen:
            continue
        seen[address] = text(address)
        todo += [one for one in OWN.findall(seen[address]) if one.startswith(start)]
    assert len(seen) == 1 + 2 + 5
    assert not [address for address, page in seen.items() if "Left out" in page]


def test_its_links_lead_to_pages_that_are_there() -> None:
    start = address_of(collected())
    for page in (start, f"{start}wards/", f"{start}homes/", f"{start}entries/both/"):
        for link in set(OWN.findall(text(page))):
            assert Client().get(link).status_code == 200, f"{page} leads to {link}"


def test_the_public_pages_still_know_nothing_of_it() -> None:
    book = collected()
    text(address_of(book))
    for address in ("/editions/2030-31/", "/entries/both/"):
        text(address, 404)
    assert "/preview/" not in text("/sitemap.xml")


def test_nothing_of_it_is_kept_indexed_or_told_and_no_cookie_is_set(client: Client) -> None:
    start = address_of(collected())
    caching.PAGES.clear()
    client.cookies.load({"csrftoken": "broken", "sessionid": "broken"})
    for address in (start, f"{start}wards/", f"{start}entries/both/", "/preview/none/"):
        answer = client.get(address)
        assert answer["Cache-Control"] == "no-store"
        assert "noindex" in answer["X-Robots-Tag"]
        assert answer["Referrer-Policy"] == "no-referrer"
        assert not answer.has_header("ETag")
        assert not answer.cookies
        assert b'<meta name="robots" content="noindex">' in answer.content
        assert b"canonical" not in answer.content
    assert not caching.PAGES._pages


@pytest.mark.parametrize("path", ["", "wards/", "entries/both/"])
def test_a_link_that_was_ended_shows_nothing(path: str) -> None:
    start = address_of(collected())
    links.revoke(GivenLink.objects.get())
    assert "This link has ended" in text(f"{start}{path}", 404)


@pytest.mark.parametrize("path", ["nowhere/", "entries/nowhere/", "entries/left-out/", "entries/other-book/", "print/"])
def test_what_is_not_in_the_book_is_not_there(path: str) -> None:
    factories.entry("Elsewhere", slug="other-book", edition=factories.edition("2031-32", state="judging"))
    assert Client().get(f"{address_of(collected())}{path}").status_code == 404


def test_an_entrys_link_opens_no_book() -> None:
    entry = Entry.objects.filter(edition=collected()).first()
    assert entry is not None
    start = f"/preview/{links.give(PREVIEW_ENTRY, entry, days=14)}/"
    text(start)
    for path in ("wards/", f"entries/{entry.slug}/"):
        text(start + path, 404)


@pytest.mark.parametrize("token", ["x", "%00", "%FF", "a" * 5_000, "..%2f..", "café"])
def test_no_token_gives_an_error(token: str) -> None:
    assert Client().get(f"/preview/{token}/").status_code == 404


def test_they_are_read_not_written_to() -> None:
    assert Client().post(address_of(collected())).status_code == 405


def test_a_bigger_book_asks_no_more() -> None:
    counts = []
    for stories in (2, 9):
        Entry.objects.all().delete()
        address = address_of(collected(stories))
        text(address)
        with CaptureQueriesContext(connection) as queries:
            text(f"{address}wards/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_desk_makes_lists_and_ends_links() -> None:
    entry, editor = factories.entry("Draft"), signed_in()
    page = f"/admin/entries/entry/{entry.pk}/links/"
    made = editor.post(page, {"note": "Morgan Hale", "days": "14"})
    address = made.context["made"].removeprefix("http://testserver")
    assert "Draft" in text(address)
    assert made.context["made"] not in editor.get(page).content.decode()
    assert "Morgan Hale, until" in editor.get(change(entry)).content.decode()
    ended = editor.post(page, {"end": GivenLink.objects.get().pk}, follow=True).content.decode()
    assert "The link for Morgan Hale no longer works." in ended
    text(address, 404)


@pytest.mark.parametrize(
    "given", [{"end": "x"}, {"end": "9" * 30}, {"end": ""}, {"days": "1000", "note": "x"}, {"note": ""}]
)
def test_a_crafted_form_makes_and_ends_nothing(given: dict[str, Any]) -> None:
    entry = factories.entry()
    kept = links.give(PREVIEW_ENTRY, entry, days=1)
    signed_in().post(f"/admin/entries/entry/{entry.pk}/links/", given)
    assert GivenLink.objects.count() == 1
    assert links.opened(kept, PREVIEW_ENTRY)


def test_an_editor_makes_no_link_to_a_book_and_a_stranger_none_at_all() -> None:
    book = collected()
    page = f"/admin/entries/edition/{book.pk}/links/"
    assert signed_in().post(page, {"note": "x", "days": "7"}).status_code == 403
    assert Client().post(page, {"note": "x", "days": "7"}).status_code == 302
    assert signed_in("Publisher").post(page, {"note": "x", "days": "7"}).context["made"]
    assert GivenLink.objects.count() == 1
