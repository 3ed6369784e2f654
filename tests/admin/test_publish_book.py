"""Publish this Book: what is blocked is named and settled first; then all of it comes out at its moment, not before."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.timezone import localtime
from reversion.models import Version

from entries.models import Acknowledgement, Edition, Entry, Outcome, Status
from tests import factories
from tests.admin.desk import Fields, signed_in

pytestmark = pytest.mark.django_db
NINE = "2030-04-01T08:00:00+00:00"  # nine o'clock in London, in summer
BOOK = "/editions/2030-31/"
PATIENT = "<p>NHS number 943 476 5919</p>"


def collected(stories: int = 3, **fields: Any) -> Edition:
    """A Book that is being judged, whole, with so many stories in one part, and a mention."""
    book = factories.edition(
        "2030-31",
        state="judging",
        publishes_at=None,
        foreword="<p>Read on.</p>",
        cover="a.png",
        cover_alt="A lamp",
        **fields,
    )
    for number in range(stories):
        factories.entry(
            f"Story {number:02}", edition=book, care_groups=["wards"], themes=["rest"], status="approved",
            **{**factories.WHOLE, "results": f"<p>Result {number}.</p>"},
        )  # fmt: skip
    factories.entry("Mentioned", edition=book, care_groups=["wards"], outcome=Outcome.MENTION)
    return book


def page_of(book: Edition) -> str:
    return f"/admin/entries/edition/{book.pk}/publish/"


def send(client: Client, book: Edition, **given: Any) -> str:
    """The page sent back with these choices, as a browser would: what is not ticked is not sent."""
    found = Fields()
    found.feed(client.get(page_of(book)).content.decode())
    shown = {"shown": found.values["shown"]}
    return client.post(
        page_of(book), {**shown, "when": "at", "at": "2030-04-01T09:00", **given}, follow=True
    ).content.decode()


def public() -> tuple[int, int, bool, bool]:
    """What a stranger gets: the Book, its part, whether a search finds it, whether the sitemap names it."""
    reader = Client()
    found = reader.get("/entries/?q=buddies").content.decode()
    return (
        reader.get(BOOK).status_code,
        reader.get(f"{BOOK}wards/").status_code,
        "Story 00" in found,
        BOOK in reader.get("/sitemap.xml").content.decode(),
    )


NOTHING, ALL = (404, 404, False, False), (200, 200, True, True)


def test_of_forty_one_is_blocked_and_the_rest_comes_out_at_nine() -> None:
    book = collected(39)
    bad = factories.entry("Names a patient", edition=book, **{**factories.WHOLE, "results": PATIENT})
    publisher = signed_in("Publisher")
    assert "“Names a patient”" in publisher.get(page_of(book)).content.decode()
    refused = send(publisher, book)
    assert "Nothing was published." in refused
    assert "“Names a patient” is blocked: Results: “943 476 5919” is an NHS number" in refused
    assert Entry.objects.filter(status=Status.PUBLISHED).count() == 0
    assert "40 entries go out on Monday 1 April 2030, 09:00, all at once." in send(publisher, book, without_blocked="1")
    bad.refresh_from_db()
    assert bad.status == Status.DRAFT

    with time_machine.travel("2030-04-01T07:59:59+00:00", tick=False) as clock:
        assert public() == NOTHING
        assert public() == NOTHING  # from warm caches
        clock.move_to("2030-04-01T07:59:59.999999+00:00")
        assert public() == NOTHING
        clock.move_to(NINE)
        with CaptureQueriesContext(connection) as queries:
            assert public() == ALL
        assert not [one for one in queries.captured_queries if re.match(r"\s*(INSERT|UPDATE|DELETE)", one["sql"])]
        assert Client().get(f"/entries/{bad.slug}/").status_code == 404
        part = Client().get(f"{BOOK}wards/").content.decode()
        assert part.count("<article") == 39


def test_it_takes_nine_oclock_of_the_next_day_in_london() -> None:
    book = collected(1)
    with time_machine.travel("2030-06-30T23:30:00+00:00", tick=False):  # already July there
        page = signed_in("Publisher").get(page_of(book)).content.decode()
    assert 'value="2030-07-02T09:00:00"' in page


def test_one_step_takes_it_back() -> None:
    book, publisher = collected(2), signed_in("Publisher")
    send(publisher, book, when="now")
    assert public() == ALL
    page = publisher.post(f"/admin/entries/edition/{book.pk}/take-back/", follow=True).content.decode()
    assert "Readers see nothing of it." in page
    assert public() == NOTHING
    send(publisher, book, when="now")
    assert public() == ALL


def test_what_was_to_come_is_taken_back_too_and_can_be_set_anew() -> None:
    book, publisher = collected(1), signed_in("Publisher")
    send(publisher, book)
    publisher.post(f"/admin/entries/edition/{book.pk}/take-back/")
    with time_machine.travel(NINE, tick=False):
        assert public() == NOTHING
    send(publisher, book, at="2030-05-01T09:00")
    with time_machine.travel("2030-05-01T08:00:00+00:00", tick=False):
        assert public() == ALL
        entry = Entry.objects.get(title="Story 00")
        assert entry.published_at == timezone.now()


def test_warnings_are_let_pass_together_and_kept_with_each() -> None:
    book, publisher = collected(2), signed_in("Publisher")
    Entry.objects.get(title="Story 00").delete()
    short = factories.entry("Short", edition=book, aims="<p>To rest.</p>")
    assert "“Short” has something to look at: Nothing stands under: What we did" in send(publisher, book)
    assert "3 entries go out" in send(publisher, book, seen="1")
    assert "Seen and let pass: Nothing stands under" in Version.objects.get_for_object(short)[0].revision.comment
    assert Acknowledgement.objects.get().entry == short


def test_no_choice_of_who_is_left_out_is_an_error() -> None:
    book = collected(1)
    assert "2 entries go out" in send(signed_in("Publisher"), book, left_out=["9" * 5000, "x", "-1", "²"])


def test_who_is_left_out_stays_a_draft_and_one_published_before_is_not_shown() -> None:
    book, publisher = collected(2), signed_in("Publisher")
    draft = Entry.objects.get(title="Story 01")
    before = factories.published("Before", edition=book, **factories.WHOLE)
    assert "2 entries go out" in send(publisher, book, when="now", left_out=[draft.pk, before.pk])
    draft.refresh_from_db()
    assert draft.status == Status.APPROVED
    for entry in (draft, before):
        assert Client().get(f"/entries/{entry.slug}/").status_code == 404


def test_what_is_undecided_stays_out_and_is_named() -> None:
    book = collected(1)
    factories.entry("Not settled", edition=book, outcome=Outcome.UNDECIDED)
    publisher = signed_in("Publisher")
    assert "Not settled (Undecided)" in publisher.get(page_of(book)).content.decode()
    assert "2 entries go out" in send(publisher, book)


def test_a_cover_without_words_stops_the_book() -> None:
    book = collected(1)
    book.cover_alt = ""
    book.save()
    assert "The cover has no words" in send(signed_in("Publisher"), book)
    book.refresh_from_db()
    assert book.state == "judging"


def test_what_changed_since_it_was_shown_is_shown_again() -> None:
    book, publisher = collected(1), signed_in("Publisher")
    data = {"shown": "0" * 32, "when": "now"}
    assert "not as it was shown to you" in publisher.post(page_of(book), data, follow=True).content.decode()
    assert public() == NOTHING


@pytest.mark.parametrize(
    "given", [{"at": ""}, {"at": "2001-01-01T09:00"}, {"at": "soon"}, {"when": "never"}, {"when": ""}]
)  # fmt: skip
def test_a_moment_that_is_none_publishes_nothing(given: dict[str, str]) -> None:
    book = collected(1)
    send(signed_in("Publisher"), book, **given)
    book.refresh_from_db()
    assert book.state == "judging"


def test_an_editor_looks_and_publishes_nothing() -> None:
    book, editor = collected(1), signed_in()
    assert b"Only a publisher may publish a Book." in editor.get(page_of(book)).content
    assert "Only a publisher may publish a Book or take it back. Nothing was published." in send(editor, book)
    send(signed_in("Publisher"), book, when="now")
    editor.post(f"/admin/entries/edition/{book.pk}/take-back/")
    assert public() == ALL


def test_nobody_else_comes_near() -> None:
    book = collected(1)
    assert Client().get(page_of(book)).status_code == 302
    assert signed_in("").get(page_of(book)).status_code == 403


def test_a_book_that_is_not_there_leads_back() -> None:
    assert signed_in().get("/admin/entries/edition/999/publish/")["Location"] == "/admin/entries/edition/"


def test_a_bigger_book_asks_no_more() -> None:
    publisher, book, counts = signed_in("Publisher"), collected(2), []
    publisher.get(page_of(book))
    for more in (0, 12):
        for number in range(more):
            factories.entry(f"More {number}", edition=book, care_groups=["wards"], **factories.WHOLE)
        with CaptureQueriesContext(connection) as queries:
            publisher.get(page_of(book))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_scheduled_book_says_when(client: Client) -> None:
    book, publisher = collected(1), signed_in("Publisher")
    moment = localtime(timezone.now() + timedelta(days=3)).replace(hour=9, minute=0, second=0, microsecond=0)
    send(publisher, book, at=moment.strftime("%Y-%m-%dT%H:%M"))
    page = re.sub(r"\s+", " ", publisher.get(page_of(book)).content.decode())
    assert f"at {moment:%H:%M}.</strong>" in page
    assert "Take it back" in page
