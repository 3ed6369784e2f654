"""A row whose slug stands in the library updates that entry."""

from pathlib import Path

import pytest

from entries import library
from entries.editorial.actions import withdraw
from entries.library import version
from entries.models import Entry, LiveVersion, Status
from tests import factories
from tests.importers.sheets import GOOD, good, wrong

pytestmark = pytest.mark.django_db
BLANK = dict.fromkeys(GOOD, "")


@pytest.fixture
def live() -> Entry:
    """An entry that readers see."""
    return factories.published("Fewer falls", slug="fewer-falls", summary="Old.", themes=["falls"])


def row(**cells: str) -> dict[str, str]:
    """A row about that entry."""
    return {**BLANK, "slug": "fewer-falls", **cells}


def document() -> dict[str, object]:
    """What readers see of it."""
    return dict(LiveVersion.objects.get().document)


def test_a_blank_cell_leaves_what_is_there(live: Entry, tmp_path: Path) -> None:
    outcome = good(tmp_path, row(headline_result="Half as many."))
    entry = Entry.objects.get()
    assert (outcome.new, outcome.changed) == (0, 1)
    assert (entry.title, entry.summary, entry.headline_result) == ("Fewer falls", "Old.", "Half as many.")
    assert [theme.slug for theme in entry.themes.all()] == ["falls"]
    assert entry.team_links.count() == 1


def test_a_published_entry_changes_for_nobody_without_publish(live: Entry, tmp_path: Path) -> None:
    before = document()
    good(tmp_path, row(summary="New."))
    assert document() == before
    assert LiveVersion.objects.get().draft_differs
    assert Entry.objects.get().status == Status.PUBLISHED


def test_with_publish_readers_see_it(live: Entry, tmp_path: Path) -> None:
    good(tmp_path, row(summary="New."), publish=True)
    assert document()["summary"] == "New."
    assert Entry.objects.get().published_at == factories.PAST


def test_publish_takes_along_changes_that_were_waiting(live: Entry, tmp_path: Path) -> None:
    good(tmp_path, row(summary="New."))
    assert good(tmp_path, row(summary="New."), publish=True).published == 1
    assert document()["summary"] == "New."


def test_a_row_that_says_what_is_there_changes_nothing(live: Entry, tmp_path: Path) -> None:
    before = version.current(), list(LiveVersion.objects.values()), list(Entry.objects.values())
    outcome = good(tmp_path, row(title="Fewer falls", summary="Old.", themes="Falls"), publish=True)
    assert (outcome.same, outcome.changed, outcome.published) == (1, 0, 0)
    assert (version.current(), list(LiveVersion.objects.values()), list(Entry.objects.values())) == before


@pytest.mark.parametrize(
    "cells", [{"themes": "Safety"}, {"edition": "2024-25"}, {"published": "2020-01-01"}, {"care_groups": "inpatient"}]
)
def test_what_acts_at_once_is_only_for_publishing(cells: dict[str, str], live: Entry, tmp_path: Path) -> None:
    factories.edition("2024-25")
    factories.care_group("inpatient")
    [problem] = wrong(tmp_path, row(**cells))
    assert f"row 2, {next(iter(cells))}: “fewer-falls” is published" in problem
    good(tmp_path, row(**cells), publish=True)


def test_new_tags_take_the_place_of_old_ones(live: Entry, tmp_path: Path) -> None:
    good(tmp_path, row(themes="Safety; Digital"), publish=True)
    assert sorted(theme.slug for theme in Entry.objects.get().themes.all()) == ["digital", "safety"]


def test_a_status_in_the_file_takes_nothing_down(live: Entry, tmp_path: Path) -> None:
    good(tmp_path, row(status="draft", summary="New."), publish=True)
    assert Entry.objects.get().status == Status.PUBLISHED
    assert document()["summary"] == "Old."


def test_a_withdrawn_entry_comes_back_only_when_the_row_says_published(live: Entry, tmp_path: Path) -> None:
    withdraw(live)
    good(tmp_path, row(summary="New."), publish=True)
    assert Entry.objects.get().status == Status.WITHDRAWN
    good(tmp_path, row(status="published"), publish=True)
    assert Entry.objects.get().status == Status.PUBLISHED


def test_a_name_given_alone_keeps_the_mailbox(live: Entry, tmp_path: Path) -> None:
    live.contact = factories.contact("falls@anyshire.example")
    with library.writing():
        live.save()
    good(tmp_path, row(contact_name="Ann Fox"))
    contact = Entry.objects.get().contact
    assert contact is not None
    assert (contact.mailbox, contact.person) == ("falls@anyshire.example", "Ann Fox")
