"""Publishing and withdrawing at the desk: by publishers, with a word on what happened."""

import pytest
from django.test import Client
from django.urls import reverse

from entries.models import Entry, Status
from tests import factories
from tests.admin.desk import change, publishes, sent, signed_in

pytestmark = pytest.mark.django_db


def publish(entry: Entry) -> str:
    return reverse("admin:entries_entry_publish", args=[entry.pk])


def withdraw(entry: Entry) -> str:
    return reverse("admin:entries_entry_withdraw", args=[entry.pk])


def test_a_publisher_publishes_a_draft() -> None:
    entry = factories.entry("Night breaks")
    answer = publishes(signed_in("Publisher"), entry, why="The team agreed")
    assert "Readers see “Night breaks” as it stands now." in answer.content.decode()
    assert "The team agreed" in answer.content.decode()
    assert Client().get(f"/entries/{entry.slug}/").status_code == 200


def test_the_publish_button_saves_the_draft_first() -> None:
    entry = factories.published("Night breaks")
    publisher = signed_in("Publisher")
    answer = sent(publisher, change(entry), title="Day breaks", _to_publish="1")
    assert answer["Location"] == publish(entry)
    assert "<li>Title</li>" in publisher.get(publish(entry)).content.decode()
    publishes(publisher, entry)
    assert "Day breaks" in Client().get(f"/entries/{entry.slug}/").content.decode()


def test_a_moment_to_come_keeps_it_from_readers() -> None:
    entry = factories.entry()
    publishes(signed_in("Publisher"), entry, at="2099-06-01T09:00")
    entry.refresh_from_db()
    assert entry.published_at is not None
    # Nine o'clock in London is eight in summer, as it is stored.
    assert entry.published_at.isoformat() == "2099-06-01T08:00:00+00:00"
    assert Client().get(f"/entries/{entry.slug}/").status_code == 404


def test_the_answer_does_not_promise_what_readers_cannot_see_yet() -> None:
    entry = factories.entry("Night breaks", edition=factories.edition("2030-31", state="judging"))
    publisher = signed_in("Publisher")
    page = publishes(publisher, entry).content.decode()
    assert "“Night breaks” is published, but not shown yet" in page
    assert "Published, but not shown to readers now" in page


def test_looking_at_the_page_publishes_nothing() -> None:
    entry = factories.entry()
    assert signed_in("Publisher").get(publish(entry)).status_code == 200
    entry.refresh_from_db()
    assert entry.status == Status.DRAFT


def test_what_is_missing_is_said_and_nothing_changes() -> None:
    entry = factories.entry(teams=[])
    answer = signed_in("Publisher").post(publish(entry), {}, follow=True)
    assert "has no team" in answer.content.decode()
    entry.refresh_from_db()
    assert entry.status == Status.DRAFT


def test_a_publisher_withdraws_and_the_address_says_gone() -> None:
    entry = factories.published()
    signed_in("Publisher").post(withdraw(entry), {"why": "Out of date"})
    assert Client().get(f"/entries/{entry.slug}/").status_code == 410


def test_withdrawing_asks_why() -> None:
    entry = factories.published()
    answer = signed_in("Publisher").post(withdraw(entry), {"why": " "})
    assert "This field is required." in answer.content.decode()
    assert Client().get(f"/entries/{entry.slug}/").status_code == 200


def test_what_is_not_published_cannot_be_withdrawn() -> None:
    answer = signed_in("Publisher").post(withdraw(factories.entry()), {}, follow=True)
    assert "has the status “draft”, so it cannot be withdrawn. Nothing was changed." in answer.content.decode()


@pytest.mark.parametrize("address", [publish, withdraw])
def test_an_editor_is_refused_in_words(address: object) -> None:
    entry = factories.published("Night breaks", summary="Old.")
    editor = signed_in("Editor")
    sent(editor, change(entry), summary="New.")
    answer = editor.post(address(entry), {}, follow=True)  # type: ignore[operator]
    assert "Only a publisher may see to it that an entry is" in answer.content.decode()
    entry.refresh_from_db()
    assert entry.status == Status.PUBLISHED
    assert entry.live.document["summary"] == "Old."


def test_an_editor_has_no_publish_button() -> None:
    assert b"_to_publish" not in signed_in("Editor").get(change(factories.entry())).content


def test_a_stranger_is_sent_to_sign_in() -> None:
    entry = factories.entry()
    assert "/admin/login/" in Client().post(publish(entry), {})["Location"]
    entry.refresh_from_db()
    assert entry.status == Status.DRAFT
