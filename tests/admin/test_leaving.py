"""“This person has left”: everything that names them is shown first, then swapped everywhere in one action."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from reversion.models import Version

from entries import library
from entries.editorial import links
from entries.editorial.actions import publish, withdraw
from entries.models import Ask, Contact, Entry, GivenLink, LiveVersion, Quote, Upkeep
from tests import factories
from tests.admin.desk import signed_in
from tests.outlets.test_every_outlet import OUTLETS, words

pytestmark = pytest.mark.django_db
OLD, NEW = "ann.smith@anyshire.example", "falls.team@anyshire.example"
LEFT = "/admin/entries/contact/left/"
ANN = f"{LEFT}?name=Ann+Smith&address={OLD}"


def swap(client: Client, address: str = ANN, **given: Any) -> Any:
    """The page after what it showed was agreed to."""
    given = {"mailbox": NEW, **given}
    page = client.post(address, {**given, "step": "show"}).content.decode()
    found = re.search(r'name="shown" value="(\w+)"', page)
    assert found is not None
    return client.post(address, {**given, "step": "do", "shown": found[1]}, follow=True)


def ann(**fields: Any) -> Contact:
    """Whoever leaves."""
    return Contact.objects.create(mailbox=OLD, person="Ann Smith", role="Podiatrist", **fields)


def telling(client: Client, word: str) -> set[str]:
    """The outlets in which a word stands, whatever case; those that are not there are passed over."""
    answers = {name: client.get(address) for name, address in OUTLETS.items()}
    return {name for name, answer in answers.items() if word in words(answer).lower()}


def test_a_leaver_on_twelve_entries_two_drafts_and_one_link_is_gone_after_one_action(client: Client) -> None:
    contact, book = ann(), factories.edition("2024-25")
    within = {"contact": contact, "care_groups": ["wards"], "themes": ["rest"], "aims": "<p>To rest.</p>"}
    factories.published("Stays", slug="stays", edition=book, **within)
    published = [factories.published(f"Breaks {number}", edition=book, **within) for number in range(11)]
    drafts = [factories.entry(f"Draft {number}", contact=contact) for number in range(2)]
    token = links.give(links.PREVIEW_ENTRY, drafts[0], days=14, held_by=OLD.upper())
    assert telling(client, OLD) >= {"entry", "sheet", "workbook", "api-entry", "book-pdf", "part"}
    swap(signed_in("Publisher"), why="Retired.")
    assert telling(client, OLD) == telling(client, "ann smith") == set()
    for entry in published:
        assert NEW in client.get(f"/entries/{entry.slug}/").content.decode()
    assert client.get(reverse("preview", args=[token])).status_code == 404
    assert {entry.contact.mailbox for entry in Entry.objects.select_related("contact") if entry.contact} == {NEW}
    assert not LiveVersion.objects.filter(draft_differs=True).exists()
    assert not client.get("/entries/", {"q": "ann.smith"}).context["results"].cards


def test_nothing_happens_before_what_it_will_do_was_shown() -> None:
    entry = factories.published("Night breaks", contact=ann())
    page = signed_in("Publisher").post(ANN, {"mailbox": NEW, "step": "do", "shown": "x"}).content.decode()
    assert "Nothing was changed yet" in page
    assert f"Becomes {NEW}." in page
    assert "Readers see the new contact at once." in page
    entry.live.refresh_from_db()
    assert (Contact.objects.get().mailbox, entry.live.document["contact"]["mailbox"]) == (OLD, OLD)


def test_an_editor_changes_drafts_and_nothing_that_readers_see(client: Client) -> None:
    entry = factories.published(contact=ann())
    page = swap(signed_in("Editor")).content.decode()
    assert "Readers go on seeing the old contact until a publisher does this." in page
    entry.live.refresh_from_db()
    assert (entry.live.document["contact"]["mailbox"], entry.live.draft_differs) == (OLD, True)
    assert OLD in client.get(f"/entries/{entry.slug}/").content.decode()


def test_an_editor_changes_it_for_readers_where_the_settings_say_so(client: Client, settings: Any) -> None:
    settings.CASEBOOK_EDITORS_MAY_CORRECT = True
    entry = factories.published(contact=ann())
    swap(signed_in("Editor"))
    assert OLD not in client.get(f"/entries/{entry.slug}/").content.decode()


def test_where_a_second_person_is_asked_for_an_editor_alone_changes_nothing_that_readers_see(settings: Any) -> None:
    settings.CASEBOOK_SECOND_PERSON = settings.CASEBOOK_EDITORS_MAY_CORRECT = True
    entry = factories.published(contact=ann())
    page = swap(signed_in("Editor")).content.decode()
    assert "Readers go on seeing the old contact until a publisher does this." in page
    entry.live.refresh_from_db()
    assert (entry.live.document["contact"]["mailbox"], entry.live.draft_differs) == (OLD, True)
    swap(signed_in("Publisher"))
    entry.live.refresh_from_db()
    assert entry.live.document["contact"]["mailbox"] == NEW


def test_a_publisher_finishes_what_an_editor_began(client: Client) -> None:
    entry = factories.published(contact=ann())
    swap(signed_in("Editor"))
    swap(signed_in("Publisher"))
    assert OLD not in client.get(f"/entries/{entry.slug}/").content.decode()
    entry.live.refresh_from_db()
    assert not entry.live.draft_differs


def test_what_waits_in_a_draft_goes_on_waiting() -> None:
    entry = factories.published("Night breaks", contact=ann())
    entry.title = "Not yet"
    entry.save()
    swap(signed_in("Publisher"))
    document = LiveVersion.objects.get().document
    assert (document["title"], document["contact"]["mailbox"]) == ("Night breaks", NEW)


def test_a_shared_mailbox_stays_when_its_reader_leaves() -> None:
    contact = Contact.objects.create(mailbox=NEW, person="Ann Smith", role="Lead")
    factories.published(contact=contact)
    page = signed_in().get(f"/admin/entries/contact/{contact.pk}/change/").content.decode()
    address = re.search(r'href="(/admin/entries/contact/left/[^"]+)">This person', page)
    assert address is not None
    swap(signed_in("Publisher"), address[1].replace("&amp;", "&"), mailbox="", person="Owen Reid", role="Nurse")
    contact.refresh_from_db()
    assert (contact.mailbox, contact.person, contact.role) == (NEW, "Owen Reid", "Nurse")
    assert LiveVersion.objects.get().document["contact"]["person"] == "Owen Reid"


def test_it_is_kept_in_each_entrys_history_and_in_the_log() -> None:
    entry = factories.published("Night breaks", contact=ann())
    answer = swap(signed_in("Publisher"), why="Retired in May.")
    latest = Version.objects.get_for_object(entry).first()
    assert latest is not None
    assert latest.revision.comment == f"Ann Smith has left; ask {NEW} instead. Retired in May."
    page = answer.content.decode()
    assert "What happened" in page
    assert "Night breaks" in page
    assert Upkeep.objects.get().why == "Retired in May."


def test_names_inside_the_text_are_listed_and_left() -> None:
    entry = factories.published("Night breaks", aims="<p>Ann Smith’s idea.</p>", contact=ann())
    Quote.objects.create(entry=factories.entry("Other"), words="It works.", speaker="ann smith")
    factories.team("falls", note=f"Write to {OLD}.")
    factories.edition("2030-31", foreword="<p>By Ann Smith.</p>")
    Ask.objects.create(entry=entry, whom="Ann Smith", why="Does it still hold?")
    page = signed_in().get(ANN).content.decode()
    for where in ("Teams to ask", "What did we want to achieve?", "Quotes", "Note", "Foreword"):
        assert f"In “{where}”." in page
    swap(signed_in("Publisher"))
    entry.refresh_from_db()
    assert entry.aims == "<p>Ann Smith’s idea.</p>"


def test_somebody_of_like_name_is_left_alone() -> None:
    other = Contact.objects.create(mailbox="joann.smith@anyshire.example", person="Jo Ann Smithers")
    entry = factories.published(contact=other, aims="<p>Joann Smith and Ann Smithers.</p>")
    ann()
    swap(signed_in("Publisher"))
    other.refresh_from_db()
    assert (other.mailbox, entry.live.document["contact"]["person"]) == ("joann.smith@anyshire.example", other.person)
    assert "achieve" not in signed_in().get(ANN).content.decode()


def test_the_entries_they_looked_after_are_somebody_elses() -> None:
    account = factories.person("Editor", email=OLD, first_name="Ann", last_name="Smith")
    heir = factories.person("Editor", first_name="Owen", last_name="Reid")
    entry = factories.entry("Looked after", editor=account)
    page = signed_in().get(ANN).content.decode()
    assert "An administrator can switch it off." in page
    swap(signed_in("Publisher"), heir=heir.pk)
    entry.refresh_from_db()
    assert entry.editor == heir
    assert Version.objects.get_for_object(entry).exists()


def test_links_that_they_made_or_hold_end_and_others_work_on() -> None:
    account = factories.person("Editor", email=OLD)
    entry = factories.entry()
    held = [
        links.give(links.PREVIEW_ENTRY, entry, days=9, note="Ann Smith"),
        links.give(links.PREVIEW_ENTRY, entry, days=9, note="the chair", user=account),
        links.give(links.PREVIEW_ENTRY, entry, days=9, held_by=OLD),
    ]
    other = links.give(links.PREVIEW_ENTRY, entry, days=9, note="Joann Smithers")
    swap(signed_in("Editor"))
    assert [links.opened(token, links.PREVIEW_ENTRY) for token in held] == [None] * 3
    assert links.opened(other, links.PREVIEW_ENTRY)


def test_an_editor_does_not_end_a_link_to_a_book() -> None:
    links.give(links.PREVIEW_BOOK, factories.edition("2030-31"), days=9, held_by=OLD)
    assert "Only a publisher may end it." in swap(signed_in("Editor")).content.decode()
    assert GivenLink.objects.get().revoked_at is None


def test_a_withdrawn_entry_published_again_does_not_bring_them_back(client: Client) -> None:
    entry = factories.published(contact=ann())
    withdraw(entry, why="Out of date.")
    swap(signed_in("Publisher"))
    publish(entry)
    assert NEW in LiveVersion.objects.get().document["contact"]["mailbox"]
    assert OLD not in client.get(f"/entries/{entry.slug}/").content.decode()


def test_an_older_version_brought_back_does_not_bring_them_back() -> None:
    entry = factories.entry(contact=ann())
    editor = signed_in()
    editor.post(ANN, {})
    swap(editor)
    oldest = Version.objects.get_for_object(entry).order_by("pk").first()
    assert oldest is not None
    editor.post(reverse("admin:entries_entry_bring_back", args=[oldest.pk]))
    entry.refresh_from_db()
    assert entry.contact is not None
    assert entry.contact.mailbox == NEW


def test_they_are_found_by_a_part_of_name_or_address() -> None:
    ann()
    factories.person("Editor", email="owen.reid@anyshire.example", first_name="Owen", last_name="Reid")
    for part, found in (("ann.sm", "Ann Smith, ann.smith@"), ("SMÍTH", "Ann Smith, ann"), ("reid", "Owen Reid, owen")):
        page = signed_in().get(LEFT, {"who": part}).content.decode()
        assert found in page.replace("\n", "")
    assert "No contact, account or link" in signed_in().get(LEFT, {"who": "nobody"}).content.decode()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"mailbox": ""}, "Give a mailbox or a person."),
        ({"mailbox": OLD.upper()}, "who has left"),
        ({"person": "ann  SMITH"}, "who has left"),
        ({"mailbox": "no address"}, "Enter a valid email address"),
    ],
)
def test_who_cannot_be_asked_instead_is_refused_in_words(given: dict[str, str], message: str) -> None:
    ann()
    page = signed_in().post(ANN, {"mailbox": NEW, "step": "show", **given}).content.decode()
    assert message in page
    assert Contact.objects.get().mailbox == OLD


@pytest.mark.parametrize("query", ["", "?name=%00", "?name=" + "a" * 5000, "?address=%ff", "?who=%00%ff", "?name=(["])
def test_no_address_of_the_page_fails(query: str) -> None:
    ann()
    factories.published(aims="<p>Ann.</p>")
    assert signed_in().get(LEFT + query).status_code == 200


def test_a_stranger_and_a_judge_do_not_see_it() -> None:
    assert "/admin/login/" in Client().get(ANN)["Location"]
    assert signed_in("").get(ANN).status_code == 403
    assert signed_in("").post(ANN, {"mailbox": NEW}).status_code == 403


def test_looking_asks_as_often_for_many_entries_as_for_few() -> None:
    contact, editor = ann(), signed_in()
    asked = []
    for number in (2, 10):
        with library.writing():
            for _ in range(number):
                factories.entry(contact=contact)
        with CaptureQueriesContext(connection) as queries:
            editor.get(ANN)
        asked.append(len(queries))
    assert asked[0] == asked[1]
