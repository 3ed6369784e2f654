"""The desk's first page says what waits, and whose desk it is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from entries import library
from entries.editorial import judging
from entries.models import Delivery, Entry, FoundEntry, ReceivedFile, Search
from tests import factories, judged
from tests.admin.desk import change, sent, signed_in

pytestmark = pytest.mark.django_db


def test_it_counts_what_waits_and_leads_there() -> None:
    entry = factories.published()
    factories.entry()
    factories.entry(status="submitted")
    editor = signed_in()
    sent(editor, change(entry), summary="Something else.")
    tasks = editor.get("/admin/").context["tasks"]
    assert [(task.count, task.name) for task in tasks][:3] == [
        (1, "published, with changes waiting"),
        (1, "in draft"),
        (1, "submitted"),
    ]
    for task in tasks[:3]:
        assert len(editor.get(task.url).context["cl"].result_list) == task.count


def test_it_is_empty_when_nothing_waits() -> None:
    assert {task.count for task in signed_in().get("/admin/").context["tasks"]} == {0}


def test_it_names_the_site_and_its_organisation() -> None:
    factories.organisation("cheshire-and-wirral-partnership", name="Cheshire and Wirral Partnership")
    page = signed_in().get("/admin/").content.decode()
    assert "Casebook desk" in page
    assert "Cheshire and Wirral Partnership" in page


def test_a_stranger_is_sent_to_sign_in() -> None:
    assert Client().get("/admin/")["Location"] == "/admin/login/?next=/admin/"


def test_it_names_what_waits_the_longest_wait_first() -> None:
    factories.entry("Just begun")
    for status, title in (("in-review", "Longest"), ("approved", "Later")):
        factories.entry(title, status=status)
    factories.published("As readers see it")
    lines = signed_in().get("/admin/").context["lines"]
    assert [(line.title, line.why) for line in lines] == [("Longest", "In review"), ("Later", "Approved")]


def test_it_names_what_goes_live_this_week_and_what_is_next_after_that() -> None:
    soon, later = timezone.now() + timedelta(days=2), timezone.now() + timedelta(days=9)
    factories.published("Later", at=later)
    factories.edition("2030-31", title="The Book", publishes_at=soon)
    factories.edition("2031-32", state="judging", publishes_at=soon)
    factories.published("Out already")
    context = signed_in().get("/admin/").context
    assert [(line.title, line.moment) for line in context["next"]] == [("The Book", soon)]
    assert [(line.title, line.moment) for line in context["later"]] == [("Later", later)]


def test_it_names_what_is_yours_first_and_not_what_is_others() -> None:
    owen = factories.person("Editor")
    factories.entry("Mine", editor=owen)
    factories.published("Mine too, and as readers see it", editor=owen)
    factories.entry("Somebody else’s", editor=factories.person("Editor"))
    client = Client()
    client.force_login(owen)
    assert [(line.title, line.why) for line in client.get("/admin/").context["yours"]] == [("Mine", "Draft")]


def test_it_says_what_a_book_still_needs() -> None:
    book = factories.edition("2030-31", state="judging", publishes_at=None)
    factories.edition("2024-25", title="Out already")
    factories.entry(edition=book, outcome="undecided")
    factories.entry(edition=book, status="approved", teams=[])
    factories.entry(edition=book, outcome="mention")
    factories.entry(edition=book, outcome="not-used")
    factories.entry(edition=book, outcome="undecided", status="withdrawn")
    (making,) = signed_in().get("/admin/").context["books"]
    assert making.needs == (
        "1 entry is undecided", "1 entry is not approved yet", "1 entry is blocked: something must be mended first",
        "1 entry has no summary", "2 entries have nobody to ask", "It has no foreword", "It has no cover",
    )  # fmt: skip
    assert (making.ready, making.going, making.when) == (1, 2, None)
    assert signed_in().get(making.url).status_code == 200


def test_a_book_that_is_to_come_says_when() -> None:
    soon = timezone.now() + timedelta(days=2)
    factories.edition("2030-31", publishes_at=soon, foreword="<p>Read.</p>", cover="a.png")
    (making,) = signed_in().get("/admin/").context["books"]
    assert (making.when, making.needs) == (soon, ())


def test_who_may_not_see_entries_sees_nothing_of_them() -> None:
    factories.entry("Waits", status="in-review")
    assert "Waits" not in signed_in("").get("/admin/").content.decode()


EMPTY = (
    "Nothing waits.", "No published entry is overdue for review.", "Nothing goes live within seven days.",
    "No Book is in the making.", "Every search found something, or nobody searched yet.",
)  # fmt: skip


def test_each_part_that_is_empty_says_so() -> None:
    page = signed_in().get("/admin/").content.decode()
    assert [words for words in EMPTY if words not in page] == []


def test_it_names_what_is_overdue_the_longest_first() -> None:
    today = timezone.localdate()
    for days, title in ((3, "Late"), (40, "Very late"), (-90, "In time")):
        shown = factories.published(title)
        shown.review_on = today - timedelta(days=days)
        shown.save()
    context = signed_in().get("/admin/").context
    assert [(line.title, line.why) for line in context["late"]] == [
        ("Very late", "Review overdue by 40 days"), ("Late", "Review overdue by 3 days"),
    ]  # fmt: skip
    assert context["upkeep"].overdue == 2


def test_it_names_what_was_searched_for_and_not_found() -> None:
    for words, count in (("menopause", 0), ("menopause", 0), ("rota", 1), ("breaks", 30)):
        Search.objects.create(day=timezone.localdate(), words=words, count=count, count_any=count)
    context = signed_in().get("/admin/").context
    assert [(line.words, line.times) for line in context["missed"]] == [("menopause", 2), ("rota", 1)]


def test_it_counts_what_waits_in_files_that_were_brought_in() -> None:
    delivery = Delivery.objects.create()
    file = ReceivedFile.objects.create(delivery=delivery, name="a.docx", state="read")
    ReceivedFile.objects.create(delivery=delivery, name="b.docx")
    for number, state in enumerate(("waiting", "waiting", "kept")):
        FoundEntry.objects.create(file=file, number=number, title="Rooms", state=state, draft={})
    tasks = signed_in().get("/admin/").context["tasks"][-2:]
    assert [(task.count, task.name) for task in tasks] == [
        (1, "brought in and not read yet"), (2, "found in files, to review"),
    ]  # fmt: skip


def test_a_judge_finds_the_way_and_how_far_they_are_whatever_their_role() -> None:
    ann, ben = factories.person(""), factories.person("Publisher")
    book = judged.book(2, ann, ben)
    judged.give(ann, judged.entry(book), (1, 2, 3, 4))
    page = judged.browser(ann).get("/admin/")
    assert [(one.done, one.cards) for one in page.context["you_judge"]] == [(1, 2)]
    assert f'href="/admin/judging/{book.pk}/"' in page.content.decode()
    assert "permission" not in page.content.decode()
    (making,) = judged.browser(ben).get("/admin/").context["books"]
    assert making.judging == "2 judges, 0 done; 1 of 4 sets of marks given"
    judging.close_judging(book)
    assert judged.browser(ann).get("/admin/").context["you_judge"] == ()


def test_it_asks_no_more_with_more_that_waits() -> None:
    """The same number at 50 and at 2,000 entries, with a Book that is judged and searches that found nothing."""
    ann, counts = factories.person("Publisher"), []
    book = judged.book(3, ann)
    Search.objects.create(day=timezone.localdate(), words="menopause", count=0, count_any=0)
    for place, number in enumerate((50, 1950)):
        with library.writing():
            Entry.objects.bulk_create(
                Entry(
                    title=f"Project {place} {n}", slug=f"project-{place}-{n}", key=f"project-{place}-{n}",
                    status=("published", "in-review", "approved")[n % 3], published_at=factories.PAST, editor=ann,
                )
                for n in range(number)
            )  # fmt: skip
        factories.entry("More", edition=book, status="submitted", outcome="full")
        client = judged.browser(ann)
        client.get("/admin/")
        with CaptureQueriesContext(connection) as queries:
            assert len(client.get("/admin/").context["lines"]) == 10
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 52
