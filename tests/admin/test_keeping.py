"""The worklist at the desk, and saying of one entry or many that it still holds."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from reversion.models import Version

from entries.models import Ask, CheckedLink, Entry, LinkState, User
from entries.models.entries import years_after
from tests import factories
from tests.admin.desk import change, signed_in
from tests.admin.test_many import told

pytestmark = pytest.mark.django_db
PAGE = "/admin/entries/entry/keeping/"


def listed(title: str, days: int = -1, owner: User | None = None, link: str = "") -> Entry:
    """A published entry to be reviewed so many days from now, with a broken link if one is named."""
    made = factories.published(title, editor=owner)
    made.review_on = timezone.localdate() + timedelta(days=days)
    made.save()
    if link:
        row = CheckedLink.objects.create(digest=link, address=link, state=LinkState.BROKEN, why="404 Not Found")
        row.entries.add(made)
    return made


def titles(client: Client, query: str = "") -> list[str]:
    return [row.entry.title for row in client.get(PAGE + query).context["rows"]]


def test_it_lists_what_needs_somebody_the_longest_overdue_first() -> None:
    owen = factories.person("Editor", first_name="Owen")
    for title, days in (("Late", -2), ("Later", -20), ("Soon", 3), ("Fine", 300)):
        listed(title, days, owen)
    assert titles(signed_in()) == ["Later", "Late", "Soon"]


def test_it_is_narrowed_by_reason_and_owner_and_says_how_many() -> None:
    owen = factories.person("Editor", first_name="Owen")
    listed("Late", -2, owen)
    listed("Nobody's", 300)
    listed("Linked", 300, owen, "https://anyshire.example/gone")
    client = signed_in()
    assert titles(client, "?reason=ownerless") == ["Nobody's"]
    assert sorted(titles(client, f"?owner={owen.pk}")) == ["Late", "Linked"]
    assert titles(client, f"?owner={owen.pk}&reason=broken") == ["Linked"]
    shown = client.get(f"{PAGE}?owner={owen.pk}").context["filters"]
    assert {one.name: one.count for one in shown} == {
        "All": 2, "Overdue": 1, "Due within a month": 0, "Without an owner": 0, "Broken links": 1, "Teams to ask": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    "query",
    ["?reason=x", "?owner=x", f"?owner={'9' * 30}", "?page=x", "?page=99", "?reason=due&reason=x", "?owner=%00"],
)
def test_no_address_of_it_fails(query: str) -> None:
    listed("Late")
    assert signed_in().get(PAGE + query).status_code == 200


def test_each_row_shows_what_is_wrong() -> None:
    made = listed("Linked", -2, link="https://anyshire.example/gone")
    Ask.objects.create(entry=made, whom="Night Care Team", why="Is 91% still right?")
    page = signed_in().get(PAGE).content.decode()
    assert "https://anyshire.example/gone: 404 Not Found" in page
    assert "To ask, Night Care Team: Is 91% still right?" in page
    (row,) = signed_in().get(PAGE).context["rows"]
    assert row.reasons == ("Overdue", "Without an owner", "Broken links", "Teams to ask")
    assert "Overdue</span>" in page


def test_the_number_of_queries_does_not_grow_with_the_list() -> None:
    client, counts = signed_in(), []
    for number in range(2):
        for more in range(1 + 8 * number):
            made = listed(f"Late {number} {more}", link=f"https://anyshire.example/{number}/{more}")
            Ask.objects.create(entry=made, whom="Night Care", why="91%?")
        with CaptureQueriesContext(connection) as asked:
            client.get(PAGE)
        counts.append(len(asked))
    assert counts == [11, 11]


def test_it_is_parted_into_pages_that_keep_the_filters() -> None:
    factories.many(60)
    client = signed_in()
    assert len(titles(client, "?reason=ownerless")) == 50
    page = client.get(f"{PAGE}?reason=ownerless&page=2")
    assert len(page.context["rows"]) == 10
    assert "?reason=ownerless&amp;page=1" in page.content.decode()


def post(client: Client, *entries: Entry, **data: Any) -> Any:
    return client.post(PAGE, {"_selected_action": [entry.pk for entry in entries], **data})


def test_many_are_said_to_be_right_at_once_after_it_was_shown() -> None:
    first, second = listed("First"), listed("Second")
    client, day = signed_in(), timezone.localdate() + timedelta(days=365)
    data = {"action": "still_right_chosen", "next_on": day.isoformat()}
    shown = post(client, first, second, step="show", **data)
    assert all(effect.startswith("Next review on") for effect, _ in told(shown).values())
    assert Entry.objects.filter(review_on=day).count() == 0
    done = post(client, first, second, step="do", shown=shown.context["shown"], **data)
    assert done.url == PAGE
    assert Entry.objects.filter(review_on=day).count() == 2
    assert "Still right: next review on" in Version.objects.get_for_object(first)[0].revision.comment


def test_an_owner_is_assigned_from_the_worklist() -> None:
    owen, made = factories.person("Editor"), listed("Nobody's")
    client, data = signed_in(), {"action": "assign_chosen", "editor": owen.pk}
    shown = post(client, made, step="show", **data)
    post(client, made, step="do", shown=shown.context["shown"], **data)
    made.refresh_from_db()
    assert made.editor == owen


@pytest.mark.parametrize(
    "data", [{"action": "still_right_chosen"}, {"action": "withdraw_chosen", "_selected_action": "1"}, {}]
)
def test_nothing_ticked_or_nothing_to_do_changes_nothing(data: dict[str, str]) -> None:
    listed("Late")
    page = signed_in("Publisher").post(PAGE, data, follow=True)
    assert "Choose at least one entry" in page.content.decode()


def test_readers_and_strangers_are_kept_out() -> None:
    made = listed("Late")
    for path in (PAGE, f"/admin/entries/entry/{made.pk}/still-right/"):
        assert Client().get(path).status_code == 302
        assert signed_in("").get(path).status_code == 403
        assert signed_in("").post(path, {"_selected_action": made.pk}).status_code == 403


def test_one_entry_is_said_to_be_right_in_one_step() -> None:
    made, client = listed("Late"), signed_in()
    address = f"/admin/entries/entry/{made.pk}/still-right/"
    offered = years_after(timezone.localdate(), 2).isoformat()
    assert f'value="{offered}"' in client.get(address).content.decode()
    page = client.post(address, {"next_on": offered}, follow=True).content.decode()
    assert "“Late” is still right. Next review: " in page
    made.refresh_from_db()
    assert made.review_on.isoformat() == offered
    assert titles(client) == ["Late"]  # nobody looks after it


@pytest.mark.parametrize("day", ["", "2020-01-01", "2999-01-01", "soon"])
def test_a_day_that_cannot_be_is_refused(day: str) -> None:
    made = listed("Late")
    before = made.review_on
    page = signed_in().post(f"/admin/entries/entry/{made.pk}/still-right/", {"next_on": day})
    assert page.context["form"].errors["next_on"]
    made.refresh_from_db()
    assert made.review_on == before


def answered(role: str, made: Entry, day: str) -> str:
    """The page after saying that it is right and that the team confirmed it on that day."""
    next_on = years_after(timezone.localdate(), 1).isoformat()
    address = f"/admin/entries/entry/{made.pk}/still-right/"
    data = {"next_on": next_on, "confirmed_on": day}
    return str(signed_in(role).post(address, data, follow=True).content.decode())


def whole() -> Entry:
    """A published entry that nothing stands against."""
    return factories.published(
        "Late", contact=factories.contact(), care_groups=["wards"], summary="They rest.", **factories.WHOLE
    )


def test_a_publisher_is_told_that_readers_see_when_the_team_confirmed_it() -> None:
    made = whole()
    page = answered("Publisher", made, "2026-03-04")
    assert "Readers see “Late” as it stands now. The team confirmed it on 4 March 2026." in page
    assert "Last confirmed by the team on 4 March 2026." in Client().get(f"/entries/{made.slug}/").content.decode()


def test_an_editor_is_told_that_the_answer_waits_and_readers_see_nothing_of_it() -> None:
    made = whole()
    before = Client().get(f"/entries/{made.slug}/").content
    page = answered("Editor", made, "2026-03-04")
    assert "on 4 March 2026 waits in the draft to be published; readers do not see it yet. A publisher has" in page
    assert Client().get(f"/entries/{made.slug}/").content == before


def test_a_publisher_is_told_that_the_answer_waits_with_other_changes() -> None:
    made = whole()
    made.summary = "Not looked at yet."
    made.save()
    assert "Other changes wait there too" in answered("Publisher", made, "2026-03-04")
    assert "Last confirmed" not in Client().get(f"/entries/{made.slug}/").content.decode()


@pytest.mark.parametrize("day", ["2999-01-01", "soon"])
def test_a_team_cannot_have_confirmed_it_in_the_future(day: str) -> None:
    made = whole()
    before = made.review_on
    assert 'class="errorlist"' in answered("Publisher", made, day)
    made.refresh_from_db()
    assert (made.last_confirmed, made.review_on) == (None, before)


def test_many_are_asked_for_no_answer_of_a_team() -> None:
    made, client = whole(), signed_in("Publisher")
    day = timezone.localdate() + timedelta(days=365)
    data = {"action": "still_right_chosen", "next_on": day.isoformat(), "confirmed_on": "2026-03-04"}
    shown = post(client, made, step="show", **data)
    post(client, made, step="do", shown=shown.context["shown"], **data)
    made.refresh_from_db()
    assert (made.review_on, made.last_confirmed) == (day, None)


def test_a_draft_is_not_said_to_be_right() -> None:
    made = factories.entry()
    address, day = f"/admin/entries/entry/{made.pk}/still-right/", years_after(timezone.localdate(), 1)
    assert "It is not published" in signed_in().post(address, {"next_on": day}, follow=True).content.decode()
    assert signed_in().get("/admin/entries/entry/999/still-right/").status_code == 302


def test_the_entrys_page_says_where_it_stands() -> None:
    made = listed("Late", link="https://anyshire.example/gone")
    Ask.objects.create(entry=made, whom="Night Care Team", why="91%?", state="asked")
    page = signed_in().get(change(made)).content.decode()
    assert "https://anyshire.example/gone: 404 Not Found" in page
    assert "Night Care Team: 91%?</a> (asked)" in page
    assert "Still right: set the next review" in page
    assert "Keeping it true</h2>" not in signed_in().get(change(factories.entry())).content.decode()
