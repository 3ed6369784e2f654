"""Loading a Big Book that nothing stands in the way of."""

from pathlib import Path

import pytest
from django.core import mail
from django.utils import timezone

from entries import library
from entries.bigbook import Did, Report, load
from entries.library import version
from entries.models import Entry, EntryTheme, KeyFigure, LiveVersion, LoadRecord, OldSlug, Theme
from tests import factories
from tests.bigbook.making import find, row, rows, without, write

pytestmark = pytest.mark.django_db


def did(report: Report) -> dict[str, Did]:
    """What was done to each entry."""
    return {line.key: line.did for line in report.entries}


def test_it_creates_entries_and_publishes_what_the_file_calls_published(tmp_path: Path) -> None:
    report = load(write(tmp_path, rows()))
    assert did(report) == {"fewer-falls": Did.CREATED, "lights": Did.CREATED}
    assert [live.entry.key for live in library.visible(timezone.now())] == ["fewer-falls"]


def test_all_rows_come_with_the_entry(tmp_path: Path) -> None:
    load(write(tmp_path, rows()))
    document = LiveVersion.objects.get().document
    assert [figure["value"] for figure in document["figures"]] == ["4", "9"]
    assert document["pictures"][0]["width"] == 40
    assert document["contact"]["mailbox"] == "falls@anyshire.example"


def test_a_published_entry_without_a_date_gets_its_books(tmp_path: Path) -> None:
    load(write(tmp_path, rows()))
    entry = Entry.objects.get(key="fewer-falls")
    assert entry.edition is not None
    assert entry.published_at == entry.edition.publishes_at


def test_loading_twice_changes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, rows())
    load(path)
    before = version.current(), list(LiveVersion.objects.values()), list(LoadRecord.objects.values())
    report = load(path)
    assert set(did(report).values()) | {line.did for line in report.names} == {Did.UNCHANGED}
    assert (version.current(), list(LiveVersion.objects.values()), list(LoadRecord.objects.values())) == before


def test_a_change_in_the_file_updates_that_entry_alone(tmp_path: Path) -> None:
    content = rows()
    load(write(tmp_path, content))
    find(content, "entry", key="fewer-falls")["title"] = "Far fewer falls"
    report = load(write(tmp_path, content))
    assert did(report) == {"fewer-falls": Did.UPDATED, "lights": Did.UNCHANGED}
    assert LiveVersion.objects.get().document["title"] == "Far fewer falls"


def test_what_the_file_leaves_out_becomes_empty(tmp_path: Path) -> None:
    content = rows()
    load(write(tmp_path, content))
    del find(content, "entry", key="fewer-falls")["summary"]
    load(write(tmp_path, content))
    assert Entry.objects.get(key="fewer-falls").summary == ""


def test_what_no_file_carries_stays(tmp_path: Path) -> None:
    content = rows()
    load(write(tmp_path, content))
    made = Entry.objects.get(key="fewer-falls").created_at
    find(content, "entry", key="fewer-falls")["title"] = "Far fewer falls"
    load(write(tmp_path, content))
    assert Entry.objects.get(key="fewer-falls").created_at == made


def test_a_row_that_left_the_file_leaves_the_entry(tmp_path: Path) -> None:
    content = rows()
    load(write(tmp_path, content))
    load(write(tmp_path, without(content, "fell before", '"safety"')))
    assert [figure.key for figure in KeyFigure.objects.all()] == ["fell"]
    assert [link.tag.slug for link in EntryTheme.objects.all()] == ["falls"]
    assert Theme.objects.filter(slug="safety").exists()
    assert len(LiveVersion.objects.get().document["figures"]) == 1


def test_a_new_slug_in_the_file_keeps_the_old_address(tmp_path: Path) -> None:
    content = rows()
    load(write(tmp_path, content))
    find(content, "entry", key="fewer-falls")["slug"] = "far-fewer-falls"
    load(write(tmp_path, content))
    assert OldSlug.objects.get(slug="fewer-falls").target == "fewer-falls"


def test_a_tag_named_by_its_old_slug_is_the_same_tag(tmp_path: Path) -> None:
    path = write(tmp_path, rows())
    load(path)
    theme = Theme.objects.get(slug="safety")
    theme.slug = "patient-safety"
    theme.save()
    report = load(path)
    assert set(did(report).values()) == {Did.UNCHANGED}
    assert sorted(Theme.objects.values_list("slug", flat=True)) == ["falls", "patient-safety"]


def test_same_project_holds_on_both_sides(tmp_path: Path) -> None:
    content = rows()
    find(content, "entry", key="lights")["same_project"] = [["fewer-falls"]]
    path = write(tmp_path, content)
    load(path)
    assert [one.key for one in Entry.objects.get(key="fewer-falls").same_project.all()] == ["lights"]
    assert set(did(load(path)).values()) == {Did.UNCHANGED}
    del find(content, "entry", key="lights")["same_project"]
    load(write(tmp_path, content))
    assert not Entry.objects.get(key="fewer-falls").same_project.exists()


def test_same_project_of_another_file_is_only_added(tmp_path: Path) -> None:
    first = write(tmp_path, rows())
    load(first)
    other = [
        row("entry", key="later", slug="later", title="Later", same_project=[["fewer-falls"], ["nowhere"]]),
        row("entryteam", entry=["later"], team=["falls"]),
    ]
    report = load(write(tmp_path, other, "other.json"))
    assert "nowhere" in report.notes[0]
    assert set(did(load(first)).values()) == {Did.UNCHANGED}
    assert [one.key for one in Entry.objects.get(key="later").same_project.all()] == ["fewer-falls"]


def test_a_link_waits_for_the_other_entry(tmp_path: Path) -> None:
    content = rows()
    find(content, "entry", key="lights")["same_project"] = [["later"]]
    path = write(tmp_path, content)
    load(path)
    factories.entry("Later", slug="later")
    load(path)
    assert [one.key for one in Entry.objects.get(key="later").same_project.all()] == ["lights"]
    Entry.objects.get(key="later").same_project.clear()
    load(path)
    assert not Entry.objects.get(key="later").same_project.exists()


def test_a_dry_run_says_what_would_be_done_and_saves_nothing(tmp_path: Path) -> None:
    report = load(write(tmp_path, rows()), dry_run=True)
    assert did(report) == {"fewer-falls": Did.CREATED, "lights": Did.CREATED}
    assert not Entry.objects.exists()
    assert version.current() == 0


def test_it_sends_no_mail(tmp_path: Path) -> None:
    load(write(tmp_path, rows()))
    assert mail.outbox == []
