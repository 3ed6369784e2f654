"""Corrections by editors: off unless set, only of contacts and typos, recorded with why."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from reversion.models import Version

from entries import library
from entries.editorial import actions, checks
from entries.models import Entry, KeyFigure
from tests import factories
from tests.admin.desk import change, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown() -> Entry:
    """A published entry with a slip of the pen and a contact."""
    return factories.published(
        "Night breaks", contact=factories.contact(), **{**factories.WHOLE, "actions": "<p>Budies help.</p>"}
    )


def edited(entry: Entry, **fields: Any) -> Entry:
    with library.writing():
        for name, value in fields.items():
            setattr(entry, name, value)
        entry.save()
    return entry


def public(entry: Entry) -> str:
    return Client().get(f"/entries/{entry.slug}/").content.decode()


@pytest.mark.parametrize("allowed", [False, True])
@pytest.mark.parametrize("role", ["", "Editor", "Publisher", "Administrator"])
def test_the_setting_says_who_may(shown: Entry, settings: Any, allowed: bool, role: str) -> None:
    settings.CASEBOOK_EDITORS_MAY_CORRECT = allowed
    edited(shown, actions="<p>Buddies help.</p>")
    if allowed and role:
        actions.correct(shown, user=factories.person(role), why="A typo")
    else:
        with pytest.raises(PermissionDenied, match="only where the settings"):
            actions.correct(shown, user=factories.person(role), why="A typo")
    assert ("Buddies help." in public(shown)) is bool(allowed and role)


def test_an_editor_corrects_by_the_screens(shown: Entry, settings: Any) -> None:
    settings.CASEBOOK_EDITORS_MAY_CORRECT = True
    erin, client = factories.person("Editor", first_name="Erin"), Client()
    client.force_login(erin)
    new = factories.contact("wards@anyshire.example")
    page = sent(client, change(shown), actions="<p>Buddies help.</p>", contact=new.pk, _to_correct="1")["Location"]
    assert b"Only contacts and typos" in client.get(page).content
    told = client.post(page, {"why": "The mailbox moved"}, follow=True).content.decode()
    assert "Readers see “Night breaks” as it stands now." in told
    assert "Buddies help." in public(shown)
    assert "wards@anyshire.example" in public(shown)
    last = Version.objects.get_for_object(shown)[0].revision
    assert (last.user, last.comment) == (erin, "Corrected: The mailbox moved (Contact, What we did)")


BEYOND: dict[str, dict[str, Any]] = {
    "Summary": {"summary": "Five wards changed their nights."},
    "Results": {"results": "<p>99%.</p>"},
    "What we did": {"actions": "<p>Budies do not help.</p>"},
    "Contact": {"contact": None},
    "Kind": {"kind": "blog"},
    "Period start": {"period_start": "2025-01-01"},
}


@pytest.mark.parametrize("where", BEYOND)
def test_what_goes_beyond_waits_for_a_publisher(shown: Entry, settings: Any, where: str) -> None:
    settings.CASEBOOK_EDITORS_MAY_CORRECT = True
    before = public(shown)
    edited(shown, **BEYOND[where])
    with pytest.raises(ValidationError) as refused:
        actions.correct(shown, user=factories.person("Editor"), why="A typo")
    assert any(line.startswith(f"{where}: ") for line in refused.value.messages)
    assert public(shown) == before


def test_a_row_more_is_no_correction(shown: Entry, settings: Any) -> None:
    settings.CASEBOOK_EDITORS_MAY_CORRECT = True
    with library.writing():
        KeyFigure.objects.create(entry=shown, value="9", label="wards")
    with pytest.raises(ValidationError, match="Figures: this is not a typo"):
        actions.correct(shown, user=factories.person("Editor"), why="A typo")


def test_with_nothing_waiting_there_is_nothing_to_correct(shown: Entry, settings: Any) -> None:
    settings.CASEBOOK_EDITORS_MAY_CORRECT = True
    with pytest.raises(ValidationError, match="nothing to correct"):
        actions.correct(shown, user=factories.person("Editor"), why="A typo")


def test_a_correction_is_checked_as_any_publication(shown: Entry, settings: Any) -> None:
    settings.CASEBOOK_EDITORS_MAY_CORRECT = True
    edited(shown, contact=factories.contact("", person="Owen Reid"))
    with pytest.raises(ValidationError, match="something to look at first"):
        actions.correct(shown, user=factories.person("Editor"), why="She left")


def test_corrections_one_after_another_add_up(shown: Entry, settings: Any) -> None:
    settings.CASEBOOK_EDITORS_MAY_CORRECT = True
    erin, paula = factories.person("Editor"), factories.person("Publisher")
    before = "<p>Companies measured several meetings carefully before answering.</p>"
    edited(shown, actions=before)
    actions.publish(shown, user=paula, seen=everything(shown))
    words = (("Companies", "Compannies"), ("measured", "measurred"), ("several", "severral"), ("meetings", "meetinngs"))
    now = before
    for old, new in words[:3]:
        now = now.replace(old, new)
        edited(shown, actions=now)
        actions.correct(shown, user=erin, why="A typo")
    edited(shown, actions=now.replace(*words[3]))
    with pytest.raises(ValidationError, match="4 words change"):
        actions.correct(shown, user=erin, why="A typo")
    actions.publish(shown, user=paula, seen=everything(shown))
    edited(shown, actions=now.replace(*words[3]).replace("carefully", "carrefully"))
    actions.correct(shown, user=erin, why="A typo")
    assert "meetinngs carrefully" in public(shown)


def test_a_load_in_between_is_what_corrections_are_measured_against(shown: Entry, settings: Any) -> None:
    settings.CASEBOOK_EDITORS_MAY_CORRECT = True
    erin = factories.person("Editor")
    edited(shown, actions="<p>Buddies help.</p>")
    actions.correct(shown, user=erin, why="A typo")
    with library.writing():
        edited(shown, actions="<p>Nothing of this is as it was, says a loaded fixture.</p>")
        library.publish_document(shown)
    edited(shown, actions="<p>Nothing of this is as it was, says a loaded fixtture.</p>")
    actions.correct(shown, user=erin, why="A typo")
    assert "loaded fixtture" in public(shown)


def everything(entry: Entry) -> list[str]:
    return [one.fingerprint for one in checks.check([entry])[entry.pk].warnings]
