"""Saving an entry's form changes the draft and nothing that readers see."""

import pytest
from django.test import Client

from entries.models import Entry, EntryTeam, LiveVersion, Status
from tests import factories
from tests.admin.desk import change, sent, signed_in

pytestmark = pytest.mark.django_db


def test_a_new_entry_is_a_draft_with_its_key() -> None:
    team = factories.team()
    answer = sent(
        signed_in(), "/admin/entries/entry/add/", **{"title": "Breaks", "slug": "breaks", "team_links-0-team": team.pk}
    )
    assert answer.status_code == 302
    made = Entry.objects.get()
    assert (made.key, made.status, list(made.teams.all())) == ("breaks", Status.DRAFT, [team])


def test_an_editor_changes_the_words_and_readers_see_the_old_ones() -> None:
    entry = factories.published("Night breaks", aims="<p>Old aim</p>")
    sent(signed_in(), change(entry), title="Day breaks", aims="<p>New aim</p>")
    entry.refresh_from_db()
    assert (entry.title, entry.aims) == ("Day breaks", "<p>New aim</p>")
    page = Client().get(f"/entries/{entry.slug}/").content.decode()
    assert "Night breaks" in page
    assert "Old aim" in page
    assert "Day breaks" not in page
    assert "New aim" not in page


def test_an_editor_changes_a_row_and_readers_see_the_old_one() -> None:
    entry = factories.published(figures=[("7 of 12", "in paid jobs")])
    sent(signed_in(), change(entry), **{"figures-0-value": "8 of 12"})
    assert entry.figures.get().value == "8 of 12"
    assert LiveVersion.objects.get().document["figures"][0]["value"] == "7 of 12"


def test_an_editor_takes_a_row_away_and_readers_still_see_it() -> None:
    entry = factories.published(figures=[("7 of 12", "in paid jobs")])
    sent(signed_in(), change(entry), **{"figures-0-DELETE": "on"})
    assert not entry.figures.exists()
    assert len(LiveVersion.objects.get().document["figures"]) == 1


def test_the_page_says_that_changes_wait_and_what_differs() -> None:
    entry = factories.published("Night breaks")
    editor = signed_in()
    sent(editor, change(entry), summary="Something else.")
    page = editor.get(change(entry)).content.decode()
    assert "Changes waiting" in page
    assert "Different now: Summary." in page


def test_the_page_says_so_when_nothing_waits() -> None:
    assert b"Changes waiting" not in signed_in().get(change(factories.published())).content


def test_script_in_rich_text_is_not_stored() -> None:
    entry = factories.entry()
    sent(signed_in(), change(entry), results="<p>Good</p><script>alert(1)</script>")
    entry.refresh_from_db()
    assert entry.results == "<p>Good</p>"


def test_a_wrong_field_is_named_and_nothing_is_saved() -> None:
    entry = factories.entry("Night breaks")
    answer = sent(signed_in(), change(entry), title="", summary="Something else.")
    entry.refresh_from_db()
    assert answer.status_code == 200
    assert b"Nothing is saved yet." in answer.content
    assert (entry.title, entry.summary) == ("Night breaks", "")


def test_a_team_is_given_in_the_same_form() -> None:
    entry = factories.entry(teams=[])
    data = {"team_links-TOTAL_FORMS": 1, "team_links-0-entry": entry.pk, "team_links-0-position": 0}
    sent(signed_in(), change(entry), **data, **{"team_links-0-team": factories.team().pk, "team_links-0-id": ""})
    assert EntryTeam.objects.filter(entry=entry).count() == 1


def test_the_sections_bear_the_names_of_their_style() -> None:
    entry = factories.entry(section_style="csu")
    assert '<label for="id_aims">Background:</label>' in signed_in().get(change(entry)).content.decode()
