"""What people searched for, at the desk: most often, and without finding enough; and teaching search from there."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client
from reversion.models import Version

from entries.models import BestBet, Search, Synonym
from tests import factories
from tests.admin.desk import sent, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/admin/entries/search/"
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def day() -> Any:
    """The day on which the desk is looked at."""
    with time_machine.travel(f"{TODAY}T12:00Z", tick=False):
        yield


def searched(words: str, count: int = 0, any_of_them: int | None = None, ago: int = 1, filters: str = "") -> None:
    """One search, so many days ago."""
    count_any = count if any_of_them is None else any_of_them
    Search.objects.create(
        words=words, count=count, count_any=count_any, filters=filters, day=TODAY - timedelta(days=ago)
    )


def little(client: Client | None = None) -> list[tuple[str, int, str]]:
    return [(line.words, line.times, line.found) for line in (client or signed_in()).get(PAGE).context["little"]]


def test_the_most_frequent_stands_first() -> None:
    for words, times in (("falls", 1), ("rota", 3), ("sepsis", 2)):
        for _ in range(times):
            searched(words, 9)
    most = signed_in().get(PAGE).context["most"]
    assert [(line.words, line.times, line.last) for line in most] == [
        (words, times, date(2026, 11, 19)) for words, times in (("rota", 3), ("sepsis", 2), ("falls", 1))
    ]


def test_what_found_nothing_or_little_is_named_with_what_it_found() -> None:
    searched("rostring")
    searched("bank staff", 0, 14)
    searched("rota", 2, 8)
    searched("sepsis", 3)
    assert little() == [
        ("rota", 1, "2 projects"),
        ("bank staff", 1, "None with all the words, 14 with some"),
        ("rostring", 1, "Nothing"),
    ]


def test_what_is_found_by_now_is_no_longer_named() -> None:
    searched("rostring", ago=3)
    searched("rostring", 4, ago=1)
    assert little() == []


def test_a_filter_that_leaves_nothing_is_not_the_words_fault() -> None:
    searched("rota", 9, ago=2)
    searched("rota", 0, ago=1, filters="theme=rest")
    assert little() == []


def test_what_was_searched_long_ago_is_left_out() -> None:
    searched("rostring", ago=90)
    searched("rota", ago=89)
    page = signed_in().get(PAGE)
    assert [line.words for line in (*page.context["little"], *page.context["most"])] == ["rota", "rota"]


def test_it_names_so_many_and_says_how_many_there_are() -> None:
    for number in range(60):
        searched(f"words {number}")
    page = signed_in().get(PAGE)
    assert (len(page.context["little"]), page.context["how_many"]) == (50, 60)
    assert "the 50 most frequent" in " ".join(page.content.decode().split())


def test_it_asks_no_more_with_more_searches(django_assert_max_num_queries: Any) -> None:
    client = signed_in()
    for number in range(60):
        searched(f"words {number}")
    with django_assert_max_num_queries(12):
        client.get(PAGE)


def test_it_is_empty_before_anybody_searched() -> None:
    assert "or nobody searched yet" in signed_in().get(PAGE).content.decode()


def test_words_are_shown_as_words() -> None:
    searched("<b>rota</b>")
    assert "&lt;b&gt;rota&lt;/b&gt;" in signed_in("Publisher").get(PAGE).content.decode()


def test_who_has_no_business_there_is_refused() -> None:
    assert signed_in("").get(PAGE).status_code == 403
    assert Client().get(PAGE)["Location"] == f"/admin/login/?next={PAGE}"


def test_a_search_is_neither_made_nor_changed_nor_deleted() -> None:
    searched("rota")
    superuser = signed_in("superuser")
    for path in ("add/", f"{Search.objects.get().pk}/change/", f"{Search.objects.get().pk}/delete/"):
        assert superuser.get(PAGE + path).status_code == 404


def test_an_editor_looks_and_is_offered_nothing_that_is_refused() -> None:
    searched("rota")
    editor = signed_in("Editor")
    assert "Add a synonym" not in editor.get(PAGE).content.decode()
    for kind in ("synonym", "bestbet"):
        assert editor.get(f"/admin/entries/{kind}/").status_code == 200
        assert editor.get(f"/admin/entries/{kind}/add/").status_code == 403


def test_one_click_starts_a_synonym() -> None:
    searched("ward; helpers …")
    publisher = signed_in("Publisher")
    (line,) = publisher.get(PAGE).context["little"]
    assert f'href="{line.synonym.replace("&", "&amp;")}"' in publisher.get(PAGE).content.decode()
    sent(publisher, line.synonym, right="volunteers")
    assert [str(one) for one in Synonym.objects.filter(left="ward helpers")] == ["ward helpers = volunteers"]


def test_one_click_starts_a_best_bet() -> None:
    searched("bank & staff")
    entry = factories.published("A staff bank of our own")
    publisher = signed_in("Publisher")
    (line,) = publisher.get(PAGE).context["little"]
    assert urlsplit(line.best_bet).path == "/admin/entries/bestbet/add/"
    sent(publisher, line.best_bet, entry=entry.pk)
    assert [(one.words, one.entry) for one in BestBet.objects.all()] == [("bank & staff", entry)]


def test_the_desks_first_page_says_how_many_and_leads_there() -> None:
    editor = signed_in()
    assert "Every search found something, or nobody searched yet." in editor.get("/admin/").content.decode()
    searched("rota")
    searched("falls", 8)
    page = editor.get("/admin/").content.decode()
    assert "What people searched for and did not find" in page
    assert f'<a href="{PAGE}">1 search that found nothing or little</a>' in page
    assert "did not find" not in signed_in("").get("/admin/").content.decode()


def test_the_list_of_synonyms_says_how_many_and_is_searched_on_both_sides() -> None:
    Synonym.objects.all().delete()
    for left, right in (("IPC", "infection prevention and control"), ("OT", "occupational therapy")):
        Synonym.objects.create(left=left, right=right)
    page = signed_in().get("/admin/entries/synonym/")
    assert "2 synonyms" in page.content.decode()
    found = signed_in().get("/admin/entries/synonym/?q=infection").context["cl"].result_list
    assert [one.left for one in found] == ["IPC"]


def test_a_synonym_that_would_change_nothing_is_refused_in_words() -> None:
    answer = sent(signed_in("Publisher"), "/admin/entries/synonym/add/", left="rota", right="")
    assert "at least two different words" in answer.content.decode()


def test_the_list_of_best_bets_names_the_entry_and_whether_readers_see_it() -> None:
    BestBet.objects.create(words="rota", entry=factories.published("Seen"), order=1)
    BestBet.objects.create(words="rota", entry=factories.entry("Draft"), order=2)
    found = signed_in().get("/admin/entries/bestbet/").context["cl"].result_list
    assert [(one.entry.title, one.is_seen) for one in found] == [("Seen", True), ("Draft", False)]


def test_a_change_of_a_synonym_is_kept_in_its_history() -> None:
    publisher = signed_in("Publisher")
    sent(publisher, "/admin/entries/synonym/add/", left="rota", right="roster")
    made = Synonym.objects.get(left="rota", right="roster")
    sent(publisher, f"/admin/entries/synonym/{made.pk}/change/", right="roster; shifts")
    kept = [version.field_dict["right"] for version in Version.objects.get_for_object(made)]
    assert kept == ["roster; shifts", "roster"]
