"""The live version: readers see what was published, never a draft."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ProtectedError

from entries import library
from entries.editorial.actions import publish, withdraw
from entries.models import KeyFigure, Status
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_draft_is_nowhere() -> None:
    draft = factories.entry("Quiet rooms")
    assert library.read().home().total == 0
    with pytest.raises(library.Missing):
        library.read().story(draft.slug)


def test_publishing_shows_the_words() -> None:
    shown = factories.published("Quiet rooms", summary="Two wards.", aims="<p>Rest.</p>", figures=[("9", "wards")])
    story = library.read().story(shown.slug)
    assert (story.card.title, story.card.summary) == ("Quiet rooms", "Two wards.")
    assert [section.heading for section in story.sections] == ["What did we want to achieve?"]
    assert [(figure.value, figure.label) for figure in story.figures] == [("9", "wards")]


def test_editing_a_published_entry_changes_nothing_until_it_is_published_again() -> None:
    shown = factories.published("Quiet rooms", figures=[("9", "wards")])
    with library.writing():
        shown.title = "Loud rooms"
        shown.save()
        shown.figures.update_or_create(value="10", defaults={"label": "more"})
    assert library.read().story(shown.slug).card.title == "Quiet rooms"
    assert len(library.read().story(shown.slug).figures) == 1
    publish(shown)
    assert library.read().story(shown.slug).card.title == "Loud rooms"
    assert len(library.read().story(shown.slug).figures) == 2


def test_changes_waiting_are_noted_and_go_when_published() -> None:
    shown = factories.published("Quiet rooms")
    with library.writing():
        KeyFigure.objects.create(entry=shown, value="3", label="rooms")
    shown.live.refresh_from_db()
    assert shown.live.draft_differs
    publish(shown)
    shown.live.refresh_from_db()
    assert not shown.live.draft_differs


def test_names_act_at_once() -> None:
    team = factories.team()
    shown = factories.published("Quiet rooms", teams=[team])
    with library.writing():
        team.name = "Rest Team"
        team.save()
    assert library.read().story(shown.slug).card.team == "Rest Team"


def test_care_groups_and_themes_act_at_once() -> None:
    shown = factories.published("Quiet rooms", themes=["rest"])
    with library.writing():
        shown.themes.set([factories.theme("sleep")])
    assert [theme.slug for theme in library.read().story(shown.slug).card.themes] == ["sleep"]


def test_a_withdrawn_entry_is_gone_when_readers_have_seen_it() -> None:
    shown = factories.published("Quiet rooms")
    withdraw(shown, why="The team asked for it")
    with pytest.raises(library.Gone) as gone:
        library.read().story(shown.slug)
    assert gone.value.title == "Quiet rooms"


def test_a_withdrawn_entry_that_nobody_saw_was_never_there() -> None:
    held = factories.published("Quiet rooms", edition=factories.edition(state="judging"))
    withdraw(held)
    with pytest.raises(library.Missing):
        library.read().story(held.slug)


def test_withdrawing_and_publishing_again_brings_it_back() -> None:
    shown = factories.published("Quiet rooms")
    withdraw(shown)
    publish(shown)
    assert library.read().story(shown.slug).card.title == "Quiet rooms"


def test_only_what_is_published_can_be_withdrawn() -> None:
    with pytest.raises(ValidationError):
        withdraw(factories.entry("Quiet rooms"))


def test_an_editor_may_not_publish() -> None:
    draft = factories.entry("Quiet rooms")
    with pytest.raises(PermissionDenied):
        publish(draft, user=factories.person("Editor"))
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT


def test_a_publisher_may() -> None:
    draft = factories.entry(
        "Quiet rooms", aims="<p>Rest.</p>", actions="<p>Rooms.</p>", results="<p>91%.</p>", next_steps="<p>More.</p>"
    )
    publish(draft, user=factories.person("Publisher"))
    assert library.read().story(draft.slug).card.slug == draft.slug


def test_an_entry_without_a_team_is_not_published() -> None:
    with pytest.raises(ValidationError, match="no team"):
        publish(factories.entry("Quiet rooms", teams=[]))


def test_what_readers_saw_cannot_be_deleted() -> None:
    shown = factories.published("Quiet rooms")
    with pytest.raises(ProtectedError):
        shown.delete()


def test_a_hidden_contact_stays_hidden() -> None:
    shown = factories.published("Quiet rooms", contact=factories.contact("a@anyshire.example", hidden=True))
    assert library.read().story(shown.slug).contact is None
