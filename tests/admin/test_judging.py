"""The desk's pages of judging: what each role gets, that marks stay with who gave them, and the table of totals."""

import csv
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from reversion.models import Revision, Version

from entries.editorial import actions, judging
from entries.editorial.books import publish_book
from entries.models import Criterion, Entry, Interest, Judge, Outcome, Score, Status, User
from tests import factories, judged
from tests.admin.desk import signed_in

pytestmark = pytest.mark.django_db
SECRET = "Only Ann would say so"
ROLES = ["", "Editor", "Publisher", "Administrator", "superuser"]


def pages(made: Any, one: Entry) -> dict[str, str]:
    base = f"/admin/entries/edition/{made.pk}/judging/"
    return {"judging": base, "totals": f"{base}totals/", "csv": f"{base}totals.csv", "marks": f"{base}{one.pk}/"}


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.mark.parametrize("role", ROLES)
def test_who_comes_to_which_page(role: str) -> None:
    """A judge of any role judges; only who may publish arranges; who is not named does not judge."""
    person = factories.person(role)
    made = judged.book(1, factories.person("Editor"))
    one = judged.entry(made)
    client, arranges = judged.browser(person), role not in ("", "Editor")
    judging.close_judging(made)
    for name, address in pages(made, one).items():
        assert client.get(address).status_code == (200 if arranges else 403), name
    for address in (f"/admin/judging/{made.pk}/", judged.card_of(one)):
        assert client.get(address).status_code == 403
        assert client.post(address, judged.posted(made, (5,))).status_code == 403
    judging.name_judges(made, [*(one.user for one in made.judges.all()), person])
    judging.open_judging(made)
    for address in (f"/admin/judging/{made.pk}/", judged.card_of(one)):
        assert client.get(address).status_code == 200
    assert Client().get(judged.card_of(one)).status_code == 302


def test_who_could_see_the_marks_of_others_changes_none_of_their_own() -> None:
    pat, ann = factories.person("Publisher"), factories.person("Editor")
    made = judged.book(1, pat, ann)
    one = judged.entry(made)
    judged.give(pat, one, (0, 0, 0, 0))
    judging.close_judging(made, user=pat)
    judging.open_judging(made, user=pat)
    judging.open_judging(made, user=pat)
    client = judged.browser(pat)
    assert "yours stay as they are" in text(client.post(judged.card_of(one), judged.posted(made, (5,)), follow=True))
    assert "declare" not in text(client.get(judged.card_of(one)))
    judged.give(ann, one, (3, 3, 3, 3))
    assert set(Score.objects.values_list("judge__user", "points")) == {(pat.pk, 0), (ann.pk, 3)}


@pytest.mark.parametrize("gone", ["is_staff", "is_active"])
def test_a_closed_account_judges_no_more(gone: str) -> None:
    ann = factories.person("Editor")
    made = judged.book(1, ann)
    client = judged.browser(ann)
    User.objects.filter(pk=ann.pk).update(**{gone: False})
    assert client.get(judged.card_of(judged.entry(made))).status_code == 302


def test_a_judge_reads_no_draft_of_a_book_that_is_out() -> None:
    ann = factories.person("")
    made = judged.book(1, ann)
    made.state, made.publishes_at = "published", factories.PAST
    made.save()
    for address in (f"/admin/judging/{made.pk}/", judged.card_of(judged.entry(made))):
        assert judged.browser(ann).get(address).status_code == 403


def test_a_mark_is_saved_at_once_with_its_words() -> None:
    ann = factories.person("")
    made = judged.book(2, ann)
    first = made.criteria.all()[0]
    data = judged.posted(made, (4, 3), mark="next", **{f"comment-{first.pk}": "Plain figures."})
    answer = judged.browser(ann).post(judged.card_of(judged.entry(made)), data)
    assert answer["Location"] == judged.card_of(judged.entry(made, 1))
    assert set(Score.objects.values_list("criterion__name", "points", "comment")) == {
        ("Difference made", 4, "Plain figures."), ("How well it is shown", 3, ""),
    }  # fmt: skip
    page = judged.browser(ann).get(judged.card_of(judged.entry(made)))
    assert "Plain figures." in text(page)
    assert re.search(rf'name="points-{first.pk}" value="4"[^>]*checked', page.content.decode())


def test_a_script_is_told_what_was_saved_and_what_was_not() -> None:
    ann = factories.person("")
    made = judged.book(1, ann)
    first, client, address = made.criteria.all()[0], judged.browser(ann), judged.card_of(judged.entry(made))
    good = client.post(address, judged.posted(made, (4,)), headers={"Accept": "application/json"}).json()
    assert (good["saved"], Score.objects.get().points) == (True, 4)
    for bad in ({f"points-{first.pk}": "6"}, {f"points-{first.pk}": "", f"comment-{first.pk}": "Only words"}):
        told = client.post(address, {"mark": "save", **bad}, headers={"Accept": "application/json"}).json()
        assert told["saved"] is False
        assert told["told"]
    assert Score.objects.get().points == 4


@pytest.mark.parametrize("points", ["6", "-1", "4.5", "x", "9" * 5000, "\0"])
def test_a_crafted_mark_is_refused_in_words(points: str) -> None:
    ann = factories.person("")
    made = judged.book(1, ann)
    answer = judged.browser(ann).post(judged.card_of(judged.entry(made)), judged.posted(made, (points,)))
    assert answer.status_code == 200
    assert "Select a valid choice" in text(answer)
    assert not Score.objects.exists()


def test_the_draft_stands_beside_the_marks_and_leads_on() -> None:
    ann = factories.person("")
    made = judged.book(3, ann)
    page = text(judged.browser(ann).get(judged.card_of(judged.entry(made, 1))))
    assert "Result 1 of the year." in page
    assert "Entry 2 of 3" in page
    for number, rel in ((0, "prev"), (2, "next")):
        assert f'rel="{rel}" href="{judged.card_of(judged.entry(made, number))}"' in page


def test_an_interest_is_declared_shown_to_the_publisher_and_taken_back() -> None:
    ann = factories.person("", first_name="Ann")
    made = judged.book(1, ann)
    client, address = judged.browser(ann), judged.card_of(judged.entry(made))
    page = text(client.post(address, {"declare": "1", "note": "My own team"}, follow=True))
    assert "You declared an interest" in page
    assert 'name="mark"' not in page
    refused = text(client.post(address, judged.posted(made, (5,)), follow=True))
    assert "you give it no marks" in refused
    assert not Score.objects.exists()
    assert ": My own team" in text(signed_in("Publisher").get(pages(made, judged.entry(made))["judging"]))
    client.post(address, {"undeclare": "1"})
    assert not Interest.objects.exists()


def test_no_page_tells_a_mark_before_judging_is_closed() -> None:
    """Ann's marks stand in no page that anybody else can open, in no JSON, no history and no list of what would go."""
    ann, ben = factories.person("Editor", first_name="Ann"), factories.person("Publisher", first_name="Ben")
    made = judged.book(2, ann, ben)
    one = judged.entry(made)
    judged.give(ann, one, (5, 5, 5, 5), SECRET)
    boss = factories.person("superuser")
    addresses = [
        "/admin/", f"/admin/judging/{made.pk}/", judged.card_of(one), *pages(made, one).values(),
        f"/admin/entries/edition/{made.pk}/change/", f"/admin/entries/edition/{made.pk}/history/",
        f"/admin/entries/edition/{made.pk}/delete/", f"/admin/entries/edition/{made.pk}/publish/",
        f"/admin/entries/entry/{one.pk}/change/", f"/admin/entries/entry/{one.pk}/history/",
        f"/admin/entries/entry/{one.pk}/delete/", f"/admin/entries/entry/{one.pk}/preview/",
        f"/admin/entries/user/{ann.pk}/change/", f"/admin/entries/user/{ann.pk}/delete/",
        f"/admin/entries/user/{ann.pk}/history/", "/api/v1/entries/", "/api/v1/editions/",
    ]  # fmt: skip
    judging.name_judges(made, [ann, ben, boss])
    for client in (judged.browser(ben), judged.browser(boss)):
        for address in addresses:
            page = text(client.get(address, follow=True))
            assert SECRET not in page, address
            assert not re.search(r"points-\d+\" value=\"\d\"[^>]*checked", page), address
            assert "5.00" not in page, address
    kept = "".join(Version.objects.values_list("serialized_data", flat=True))
    kept += "".join(Revision.objects.values_list("comment", flat=True))
    assert SECRET not in kept
    assert "Ann" in text(judged.browser(ben).get(pages(made, one)["judging"]))
    judging.close_judging(made)
    assert SECRET in text(judged.browser(ben).get(pages(made, one)["marks"]))
    assert "5.00" in text(judged.browser(ben).get(pages(made, one)["totals"]))


def test_the_totals_are_not_there_before_judging_is_closed() -> None:
    made = judged.book(1)
    for name in ("totals", "csv", "marks"):
        answer = signed_in("Publisher").get(pages(made, judged.entry(made))[name], follow=True)
        assert "Judging is not closed." in text(answer)


def arranged(client: Client, made: Any, **sent: Any) -> str:
    return text(client.post(f"/admin/entries/edition/{made.pk}/judging/", sent, follow=True))


def test_a_publisher_takes_the_criteria_offered_names_judges_opens_and_closes() -> None:
    made, ann = factories.edition("2030-31", state="collecting"), factories.person("", first_name="Ann")
    publisher = signed_in("Publisher")
    page = publisher.get(f"/admin/entries/edition/{made.pk}/judging/")
    assert "These are offered" in text(page)
    assert not Criterion.objects.exists()
    forms = {"c-TOTAL_FORMS": 2, "c-INITIAL_FORMS": 1, "c-0-name": "Difference", "c-0-weight": 3, "c-1-weight": 1}
    assert "The criteria are saved." in arranged(publisher, made, do="criteria", **forms)
    assert "The judges are named." in arranged(publisher, made, do="judges", people=[ann.pk])
    assert "Judging is open." in arranged(publisher, made, do="open")
    page = arranged(publisher, made, do="close")
    assert "Judging is closed." in page
    assert "Criteria: Difference (3)" in page
    assert list(Criterion.objects.values_list("name", "weight")) == [("Difference", 3)]
    assert Judge.objects.get().user == ann


@pytest.mark.parametrize(
    "sent",
    [
        {"do": "criteria"}, {"do": "criteria", "c-TOTAL_FORMS": "x"}, {"do": "dance"}, {"do": "judges", "people": "x"},
        {"do": "criteria", "c-TOTAL_FORMS": 1, "c-INITIAL_FORMS": 0, "c-0-name": "A", "c-0-weight": "2.5"},
        {"do": "criteria", "c-TOTAL_FORMS": 1, "c-INITIAL_FORMS": 0, "c-0-name": "A", "c-0-weight": "99"},
    ],
)  # fmt: skip
def test_what_cannot_be_arranged_is_shown_again_and_changes_nothing(sent: dict[str, Any]) -> None:
    made = factories.edition("2030-31", state="collecting")
    assert "Judging Big Book 2030-31" in arranged(signed_in("Publisher"), made, **sent)
    assert not Criterion.objects.exists()


def closed(number: int = 4) -> tuple[Any, User]:
    """A Book that was judged by one judge: each entry's marks are its number, up to 5."""
    ann = factories.person("Publisher", first_name="Ann")
    made = judged.book(number, ann)
    for place in range(number):
        judged.give(ann, judged.entry(made, place), [min(place, 5)] * 4)
    judging.close_judging(made)
    return made, ann


def titles(client: Client, address: str) -> list[str]:
    return [one.entry.title for one in client.get(address).context["totals"]]


def test_the_table_sorts_by_each_column_and_by_none_that_is_not_there() -> None:
    made, _ = closed(3)
    client, address = signed_in("Publisher"), pages(made, judged.entry(made))["totals"]
    best = ["Story 002", "Story 001", "Story 000"]
    assert titles(client, address) == titles(client, f"{address}?sort=nonsense") == best
    assert titles(client, f"{address}?sort=title") == best[::-1]
    for sort in ("care-group", "judges", "spread", "interests", "outcome"):
        assert sorted(titles(client, f"{address}?sort={sort}")) == best[::-1]


def test_many_are_decided_from_the_table_after_it_said_what_it_will_do() -> None:
    made, _ = closed()
    client, address = signed_in("Publisher"), pages(made, judged.entry(made))["totals"]
    for outcome, numbers in (("full", (3, 2)), ("mention", (1,)), ("not-used", (0,))):
        chosen = [judged.entry(made, number).pk for number in numbers]
        data = {"action": "decide_chosen", "totals_of": made.pk, "_selected_action": chosen, "outcome": outcome}
        shown = client.post("/admin/entries/entry/", {**data, "step": "show"})
        assert "Undecided becomes" in text(shown)
        assert "Back to the totals" in text(shown)
        assert Entry.objects.filter(outcome=outcome).count() == 0
        done = client.post(
            "/admin/entries/entry/", {**data, "step": "do", "shown": shown.context["shown"]}, follow=True
        )
        assert done.redirect_chain[-1][0] == address
        assert "changed." in text(done)
        assert Entry.objects.filter(outcome=outcome).count() == len(chosen)


def test_a_sheet_of_the_totals_holds_no_formula() -> None:
    made, _ = closed(2)
    entry = judged.entry(made)
    entry.title = "=1+1"
    entry.save()
    answer = signed_in("Publisher").get(pages(made, entry)["csv"])
    rows = list(csv.DictReader(answer.content.decode().splitlines()))
    assert [(row["title"], row["weighted_mean"], row["care_group"]) for row in rows] == [
        ("Story 001", "1.00", "Wards"), ("'=1+1", "0.00", "Wards"),
    ]  # fmt: skip


def test_a_hundred_entries_ask_no_more_than_four() -> None:
    made, ann = closed(4)
    client, counts = judged.browser(ann), []
    addresses = [*list(pages(made, judged.entry(made)).values())[:3], f"/admin/judging/{made.pk}/"]
    client.get(addresses[0])
    for more in (0, 96):
        for number in range(4, 4 + more):
            factories.entry(f"Story {number:03}", edition=made, care_groups=["wards"], status="submitted")
        asked = []
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            asked.append(len(queries))
        counts.append(asked)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 25


def test_a_mention_that_is_promoted_keeps_its_address() -> None:
    book, publisher = factories.edition(), signed_in("Publisher")
    shown = factories.published("Mentioned", edition=book, outcome=Outcome.MENTION, aims="<p>To rest.</p>")
    address = f"/entries/{shown.slug}/"
    assert "Honourable mention" in Client().get(address).content.decode()
    data = {"action": "decide_chosen", "_selected_action": [shown.pk], "outcome": "full"}
    page = publisher.post("/admin/entries/entry/", {**data, "step": "show"})
    publisher.post("/admin/entries/entry/", {**data, "step": "do", "shown": page.context["shown"]})
    shown.refresh_from_db()
    shown.results = "<p>91 % of breaks.</p>"
    shown.save()
    actions.publish(shown)
    found = Client().get(address)
    assert found.status_code == 200
    assert "91 % of breaks" in found.content.decode()
    assert "Honourable mention" not in found.content.decode()


def test_what_was_received_is_counted_and_told_when_the_book_comes_out() -> None:
    made, _ = closed(3)
    made.foreword, made.cover, made.cover_alt = "<p>Read.</p>", "a.png", "A lamp"
    made.save()
    form = signed_in("Publisher").get(f"/admin/entries/edition/{made.pk}/change/").content.decode()
    assert 'name="received"' not in form
    assert "3 received, 0 judged" in form
    Entry.objects.filter(edition=made).exclude(title="Story 000").update(outcome="full")
    publish_book(made)
    assert "<b>3</b>projects received" in Client().get("/editions/2030-31/").content.decode()


def test_a_book_from_a_file_keeps_what_it_states() -> None:
    book = factories.edition("2019-20", received=90, received_qualifier="nearly")
    form = signed_in("Publisher").get(f"/admin/entries/edition/{book.pk}/change/").content.decode()
    assert 'name="received"' in form
    assert "the number received is what the Book itself says" in form


def test_drafts_are_submitted_together() -> None:
    made = judged.book(0)
    drafts = [factories.entry(f"Draft {number}", edition=made) for number in range(2)]
    data = {"action": "submit_chosen", "_selected_action": [one.pk for one in drafts]}
    editor = signed_in()
    page = editor.post("/admin/entries/entry/", data)
    assert "It is handed on as done." in text(page)
    editor.post("/admin/entries/entry/", {**data, "step": "do", "why": "", "shown": page.context["shown"]})
    assert set(Entry.objects.values_list("status", flat=True)) == {Status.SUBMITTED}
