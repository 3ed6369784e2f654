"""Books, vocabularies, teams, organisations, contacts and old addresses at the desk."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from entries.models import CareGroup, Contact, Edition, Team
from tests import factories
from tests.admin.desk import sent, signed_in

pytestmark = pytest.mark.django_db


def test_a_publisher_makes_a_care_group() -> None:
    sent(signed_in("Publisher"), "/admin/entries/caregroup/add/", name="Community care", slug="community-care")
    assert CareGroup.objects.get().name == "Community care"


def test_an_editor_makes_none() -> None:
    assert signed_in("Editor").get("/admin/entries/caregroup/add/").status_code == 403


def test_a_teams_new_name_shows_at_once() -> None:
    entry = factories.published()
    team = factories.team()
    sent(signed_in("Publisher"), f"/admin/entries/team/{team.pk}/change/", name="Renamed Team")
    assert "Renamed Team" in Client().get(f"/entries/{entry.slug}/").content.decode()


def test_an_editor_adds_a_team_but_renames_none() -> None:
    editor = signed_in("Editor")
    sent(editor, "/admin/entries/team/add/", name="New", slug="new", organisation=factories.organisation().pk)
    new = Team.objects.get(slug="new")
    assert editor.post(f"/admin/entries/team/{new.pk}/change/", {"name": "Other"}).status_code == 403


def test_a_contact_says_where_it_is_used() -> None:
    contact = factories.contact()
    factories.entry("Night breaks", contact=contact)
    page = signed_in().get(f"/admin/entries/contact/{contact.pk}/change/").content.decode()
    assert "Night breaks" in page


def test_a_contacts_change_waits_until_published_again() -> None:
    contact = factories.contact("old@anyshire.example")
    entry = factories.published(contact=contact)
    sent(signed_in(), f"/admin/entries/contact/{contact.pk}/change/", mailbox="new@anyshire.example")
    entry.live.refresh_from_db()
    assert Contact.objects.get().mailbox == "new@anyshire.example"
    assert (entry.live.document["contact"]["mailbox"], entry.live.draft_differs) == ("old@anyshire.example", True)


def test_an_organisation_names_its_successor() -> None:
    old, new = factories.organisation("old-trust"), factories.organisation("new-trust")
    sent(signed_in("Publisher"), f"/admin/entries/organisation/{old.pk}/change/", successor=new.pk)
    old.refresh_from_db()
    assert old.successor == new


def test_a_book_does_not_come_out_by_its_form() -> None:
    book = factories.edition("2030-31", state="judging")
    factories.published(edition=book)
    answer = sent(signed_in("Publisher"), f"/admin/entries/edition/{book.pk}/change/", state="published")
    assert "Select a valid choice" in answer.content.decode()
    assert Client().get("/editions/2030-31/").status_code == 404


def test_the_moment_of_a_book_that_is_out_is_not_in_its_form() -> None:
    book = factories.edition("2030-31")
    sent(
        signed_in("Publisher"),
        f"/admin/entries/edition/{book.pk}/change/",
        publishes_at="2099-01-01T00:00",
        state="closed",
    )
    before, book = book.publishes_at, Edition.objects.get()
    assert (book.publishes_at, book.state) == (before, "closed")


def test_an_editor_does_not_bring_a_book_out() -> None:
    book = factories.edition("2030-31", state="judging")
    answer = signed_in("Editor").post(f"/admin/entries/edition/{book.pk}/change/", {"state": "published"})
    assert answer.status_code == 403


def test_a_vocabulary_that_is_used_is_not_deleted() -> None:
    factories.entry(care_groups=["community-care"])
    group = CareGroup.objects.get()
    signed_in("Publisher").post(f"/admin/entries/caregroup/{group.pk}/delete/", {"post": "yes"})
    assert CareGroup.objects.exists()


def test_a_tags_old_address_is_not_given_to_another() -> None:
    publisher = signed_in("Publisher")
    theme = factories.theme("first")
    sent(publisher, f"/admin/entries/theme/{theme.pk}/change/", slug="second")
    answer = sent(publisher, "/admin/entries/theme/add/", name="Another", slug="first")
    assert "still leads there" in answer.content.decode()


def test_old_addresses_can_be_looked_at_only() -> None:
    superuser = signed_in("superuser")
    assert superuser.get("/admin/entries/oldslug/").status_code == 200
    assert superuser.get("/admin/entries/oldslug/add/").status_code == 403


def test_a_tag_is_found_by_a_few_letters() -> None:
    factories.theme("patient-safety")
    asked = {"app_label": "entries", "model_name": "entrytheme", "field_name": "tag", "term": "safe"}
    found = signed_in().get("/admin/autocomplete/", asked).json()["results"]
    assert [one["text"] for one in found] == ["Patient safety"]


@pytest.mark.parametrize(("kind", "name"), [("user", "Users"), ("oldslug", "Old addresses"), ("theme", "Themes")])
def test_a_list_is_called_what_it_lists(kind: str, name: str) -> None:
    assert signed_in("superuser").get(f"/admin/entries/{kind}/").context["title"] == name


def test_the_list_of_books_says_when_each_comes_out() -> None:
    factories.edition("2030-31", publishes_at=datetime(2030, 6, 1, 8, tzinfo=UTC))
    assert "1 June 2030, 09:00" in signed_in().get("/admin/entries/edition/").content.decode()
