"""Teams to ask: noted from an entry or the worklist, and followed until they are answered or dropped."""

import pytest
from django.test import Client

from entries.models import Ask, CheckedLink, Entry
from tests import factories
from tests.admin.desk import sent, signed_in

pytestmark = pytest.mark.django_db
LIST, ADD = "/admin/entries/ask/", "/admin/entries/ask/add/"


def asked(entry: Entry | None = None, **fields: str) -> Ask:
    return Ask.objects.create(entry=entry or factories.published(), whom="Night Care Team", why="91%?", **fields)


def test_from_an_entry_the_entry_and_whom_to_ask_stand_there_already() -> None:
    made = factories.published(contact=factories.contact("night.care@anyshire.example"))
    client = signed_in()
    page = client.get(f"{ADD}?entry={made.pk}").content.decode()
    assert 'value="night.care@anyshire.example"' in page
    sent(client, f"{ADD}?entry={made.pk}", why="Is 91% still right?")
    found = Ask.objects.get()
    assert (found.entry, found.whom, found.state) == (made, "night.care@anyshire.example", "to-ask")
    assert found.made_by is not None


def test_without_a_contact_the_first_team_is_asked() -> None:
    made = factories.published(teams=[factories.team("rest-team")])
    assert 'value="Rest Team Team"' in signed_in().get(f"{ADD}?entry={made.pk}").content.decode()


@pytest.mark.parametrize("entry", ["", "x", "0", "99999999999999999999999999"])
def test_an_entry_that_is_none_leaves_the_form_empty(entry: str) -> None:
    assert signed_in().get(f"{ADD}?entry={entry}").status_code == 200


def test_an_answer_says_what_was_answered() -> None:
    one, client = asked(), signed_in()
    before = one.changed_at
    page = sent(client, f"{LIST}{one.pk}/change/", state="answered")
    assert "Say what was answered." in page.content.decode()
    sent(client, f"{LIST}{one.pk}/change/", state="answered", note="Yes, says Owen.")
    one.refresh_from_db()
    assert (one.state, one.changed_at > before) == ("answered", True)


def test_the_list_is_narrowed_by_state() -> None:
    asked(factories.published("Open one"))
    asked(factories.published("Dropped one"), state="dropped")
    page = signed_in().get(f"{LIST}?state__exact=to-ask").content.decode()
    assert "Open one" in page
    assert "Dropped one" not in page


def test_readers_and_strangers_are_kept_out() -> None:
    asked()
    for path in (LIST, ADD, "/admin/entries/checkedlink/"):
        assert Client().get(path).status_code == 302
        assert signed_in("").get(path).status_code == 403


def test_the_links_that_were_tried_can_be_looked_at_and_not_changed() -> None:
    link = CheckedLink.objects.create(digest="a", address="https://anyshire.example/gone", state="broken", why="404")
    link.entries.add(factories.published("Holds it"))
    client = signed_in()
    assert "Holds it" in client.get("/admin/entries/checkedlink/?state__exact=broken").content.decode()
    page = f"/admin/entries/checkedlink/{link.pk}/change/"
    assert client.get(page).status_code == 200
    assert client.post(page, {"state": "works"}).status_code == 403
