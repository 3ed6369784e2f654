"""History: every save is kept with who and what; bringing a version back makes a draft and nothing more."""

import pytest
from django.test import Client
from django.urls import reverse
from reversion.models import Version

from entries import library
from entries.editorial import history
from entries.editorial.actions import withdraw
from entries.models import Entry, Status
from tests import factories
from tests.admin.desk import change, publishes, sent, signed_in

pytestmark = pytest.mark.django_db


def first_version(entry: Entry) -> str:
    """The address that brings back the oldest version kept."""
    oldest = Version.objects.get_for_object(entry).order_by("pk").first()
    assert oldest is not None
    return reverse("admin:entries_entry_bring_back", args=[oldest.pk])


def test_history_says_who_changed_what() -> None:
    entry = factories.entry()
    editor = Client()
    editor.force_login(factories.person("Editor", first_name="Owen", last_name="Reid"))
    sent(editor, change(entry), summary="Something else.")
    page = editor.get(reverse("admin:entries_entry_history", args=[entry.pk])).content.decode()
    assert "Owen Reid" in page
    assert "Changed Summary." in page


def test_a_version_comes_back_with_its_rows_as_a_draft() -> None:
    entry = factories.published("First", figures=[("7", "jobs")], aims="<p>One</p>")
    editor = signed_in()
    sent(editor, change(entry), title="Second", aims="<p>Two</p>", **{"figures-0-DELETE": "on"})
    publishes(signed_in("Publisher"), entry)
    editor.post(first_version(entry))
    entry.refresh_from_db()
    assert (entry.title, entry.aims, entry.figures.get().value) == ("First", "<p>One</p>", "7")
    assert entry.status == Status.PUBLISHED
    assert (entry.live.document["title"], entry.live.draft_differs) == ("Second", True)
    assert "Second" in Client().get(f"/entries/{entry.slug}/").content.decode()


def test_it_moves_no_date_and_unpublishes_nothing() -> None:
    entry = factories.entry()
    sent(signed_in(), change(entry), summary="While it was a draft.")
    publishes(signed_in("Publisher"), entry)
    before = Entry.objects.values("status", "published_at", "was_public").get()
    signed_in().post(first_version(entry))
    assert Entry.objects.values("status", "published_at", "was_public").get() == before
    assert Client().get(f"/entries/{entry.slug}/").status_code == 200


def test_a_withdrawn_entry_stays_withdrawn() -> None:
    entry = factories.published()
    withdraw(entry, why="Out of date")
    signed_in().post(first_version(entry))
    entry.refresh_from_db()
    assert (entry.status, entry.withdrawn_because) == (Status.WITHDRAWN, "Out of date")
    assert Client().get(f"/entries/{entry.slug}/").status_code == 410


def test_what_acts_at_once_stays_on_a_published_entry() -> None:
    entry = factories.published(slug="first-name", themes=["before"])
    sent(signed_in("Publisher"), change(entry), slug="second-name", themes=[factories.theme("after").pk], position=4)
    signed_in().post(first_version(entry))
    entry.refresh_from_db()
    assert (entry.slug, entry.position, [tag.slug for tag in entry.themes.all()]) == ("second-name", 4, ["after"])


def test_the_tags_of_a_draft_come_back() -> None:
    entry = factories.entry(themes=["before"])
    editor = signed_in()
    sent(editor, change(entry), summary="One.")
    sent(editor, change(entry), themes=[factories.theme("after").pk])
    editor.post(first_version(entry))
    assert [tag.slug for tag in entry.themes.all()] == ["before"]


def test_other_entries_of_the_same_revision_are_left_alone() -> None:
    entry, other = factories.entry("One"), factories.entry("Other")
    with library.writing(), history.recorded(None, "Loaded"):
        entry.save()
        other.save()
    for one in (entry, other):
        sent(signed_in(), change(one), title="Changed")
    signed_in().post(first_version(entry))
    assert set(Entry.objects.values_list("title", flat=True)) == {"One", "Changed"}


def test_a_version_that_needs_what_is_gone_is_refused_in_words() -> None:
    entry = factories.entry(contact=(contact := factories.contact()))
    editor = signed_in()
    sent(editor, change(entry), summary="With a contact.")
    sent(editor, change(entry), contact="")
    contact.delete()
    answer = editor.post(first_version(entry), follow=True)
    assert "could not be brought back" in answer.content.decode()
    entry.refresh_from_db()
    assert entry.contact is None


def test_looking_does_not_bring_back() -> None:
    entry = factories.published()
    assert signed_in().get(first_version(entry)).status_code == 404


def test_a_stranger_brings_nothing_back() -> None:
    entry = factories.published()
    assert "/admin/login/" in Client().post(first_version(entry))["Location"]


def test_who_may_not_decide_brings_no_outcome_back() -> None:
    book = factories.edition("2031-32", state="judging", publishes_at=None)
    entry = factories.entry("First", edition=book, outcome="full")
    sent(signed_in("Publisher"), change(entry), outcome="full", summary="Kept.")
    sent(signed_in("Publisher"), change(entry), outcome="undecided", summary="Later.")
    signed_in("Editor").post(first_version(entry))
    assert (Entry.objects.get().summary, Entry.objects.get().outcome) == ("Kept.", "undecided")
    signed_in("Publisher").post(first_version(entry))
    assert Entry.objects.get().outcome == "full"
