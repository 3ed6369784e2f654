"""The desk's first page says what waits, and whose desk it is."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests import factories
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


def test_it_names_what_comes_out_next() -> None:
    soon, later = timezone.now() + timedelta(days=2), timezone.now() + timedelta(days=9)
    factories.published("Later", at=later)
    factories.edition("2030-31", title="The Book", publishes_at=soon)
    factories.edition("2031-32", state="judging", publishes_at=soon)
    factories.published("Out already")
    lines = signed_in().get("/admin/").context["next"]
    assert [(line.title, line.moment) for line in lines] == [("The Book", soon), ("Later", later)]


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
    factories.entry(edition=book, status="approved")
    factories.entry(edition=book, outcome="mention")
    factories.entry(edition=book, outcome="not-used")
    (making,) = signed_in().get("/admin/").context["books"]
    assert making.needs == (
        "1 entry is undecided", "1 entry is not approved yet", "It has no foreword", "It has no cover",
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


def test_it_asks_no_more_with_more_that_waits(django_assert_max_num_queries: Any) -> None:
    editor = signed_in()
    for number in range(12):
        factories.entry(status="in-review", slug=f"waits-{number}")
    with django_assert_max_num_queries(13):
        assert len(editor.get("/admin/").context["lines"]) == 10
