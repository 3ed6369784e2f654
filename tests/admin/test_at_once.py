"""What acts at once on a published entry is a publisher's to set, also when a form is crafted."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from entries.models import Entry, Status
from tests import factories
from tests.admin.desk import change, sent, signed_in

pytestmark = pytest.mark.django_db


def crafted() -> dict[str, Any]:
    """Values for all that acts at once."""
    return {
        "status": "published",
        "published_at": "2020-01-01T00:00",
        "slug": "taken-over",
        "position": "9",
        "edition": factories.edition("2030-31").pk,
        "outcome": "mention",
        "care_groups": [factories.care_group("elsewhere").pk],
        "themes": [factories.theme("another").pk],
    }


def standing(entry: Entry) -> list[Any]:
    entry = Entry.objects.get(pk=entry.pk)
    tags = [sorted(tag.slug for tag in found.all()) for found in (entry.care_groups, entry.themes)]
    return [entry.status, entry.published_at, entry.slug, entry.position, entry.edition_id, entry.outcome, tags]


def test_an_editor_changes_none_of_it_on_a_published_entry() -> None:
    entry = factories.published(care_groups=["community-care"], themes=["staff-wellbeing"])
    before = standing(entry)
    answer = sent(signed_in("Editor"), change(entry), title="Changed", **crafted())
    assert answer.status_code == 302
    assert standing(entry) == before
    assert Entry.objects.get().title == "Changed"


def test_an_editor_cannot_publish_by_a_crafted_form() -> None:
    entry = factories.entry()
    sent(signed_in("Editor"), change(entry), **crafted())
    entry.refresh_from_db()
    assert (entry.status, entry.published_at) == (Status.DRAFT, None)


def test_an_editor_decides_no_outcome_of_a_draft() -> None:
    book = factories.edition("2031-32", state="judging", publishes_at=None)
    entry = factories.entry(edition=book, outcome="undecided", status="approved")
    sent(signed_in("Editor"), change(entry), outcome="full")
    assert Entry.objects.get().outcome == "undecided"
    sent(signed_in("Publisher"), change(entry), outcome="full")
    assert Entry.objects.get().outcome == "full"
    sent(signed_in("Editor"), change(entry), title="Changed", outcome="not-used")
    assert (Entry.objects.get().title, Entry.objects.get().outcome) == ("Changed", "full")


def test_an_editor_puts_a_draft_into_another_book_undecided_and_out_of_any() -> None:
    entry = factories.entry(edition=factories.edition("2031-32", state="judging", publishes_at=None))
    other = factories.edition("2032-33", state="collecting", publishes_at=None)
    sent(signed_in("Editor"), change(entry), edition=other.pk, outcome="full")
    assert (Entry.objects.get().edition, Entry.objects.get().outcome) == (other, "undecided")
    sent(signed_in("Editor"), change(entry), edition="")
    assert (Entry.objects.get().edition, Entry.objects.get().outcome) == (None, "")


def test_an_editor_adds_an_entry_to_a_book_undecided() -> None:
    book = factories.edition("2031-32", state="collecting", publishes_at=None)
    sent(signed_in("Editor"), "/admin/entries/entry/add/", title="New", slug="new", edition=book.pk, outcome="full")
    assert (Entry.objects.get().edition, Entry.objects.get().outcome) == (book, "undecided")


def test_an_editor_tags_a_draft() -> None:
    entry = factories.entry()
    group, theme = factories.care_group("elsewhere"), factories.theme("another")
    sent(signed_in("Editor"), change(entry), care_groups=[group.pk], themes=[theme.pk])
    assert [list(entry.care_groups.all()), list(entry.themes.all())] == [[group], [theme]]


def test_nobody_makes_a_tag_by_typing() -> None:
    entry = factories.entry()
    answer = sent(signed_in("Publisher"), change(entry), themes=["brand new"])
    assert answer.status_code == 200
    assert not entry.themes.exists()


def test_a_publisher_tags_a_published_entry_and_readers_see_it() -> None:
    entry = factories.published()
    sent(signed_in("Publisher"), change(entry), themes=[factories.theme("another").pk])
    assert "/themes/another/" in Client().get(f"/entries/{entry.slug}/").content.decode()


def test_a_new_address_leads_on_from_the_old_one() -> None:
    entry = factories.published(slug="old-name")
    publisher = signed_in("Publisher")
    sent(publisher, change(entry), slug="new-name")
    assert Client().get("/entries/old-name/")["Location"] == "/entries/new-name/"
    assert "/entries/old-name/" in publisher.get(change(entry)).content.decode()


def test_an_address_that_leads_elsewhere_is_refused() -> None:
    entry, other = factories.published(slug="old-name"), factories.entry()
    publisher = signed_in("Publisher")
    sent(publisher, change(entry), slug="new-name")
    answer = sent(publisher, change(other), slug="old-name")
    assert answer.status_code == 200
    assert "still leads there" in answer.content.decode()


def test_a_published_entry_keeps_its_moment() -> None:
    entry = factories.published()
    answer = sent(signed_in("Publisher"), change(entry), published_at="")
    assert "say from when" in answer.content.decode()


def test_its_moment_stays_to_the_last_digit() -> None:
    moment = datetime(2025, 6, 1, 8, 0, 5, 123456, tzinfo=UTC)
    entry = factories.published(at=moment)
    sent(signed_in("Publisher"), change(entry), title="Changed")
    entry.refresh_from_db()
    assert (entry.title, entry.published_at) == ("Changed", moment)
