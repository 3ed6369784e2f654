"""What was edited here since the last load is kept and named; `overwrite` takes the file's."""

from pathlib import Path

import pytest

from entries import library
from entries.bigbook import Did, load
from entries.editorial.actions import publish, withdraw
from entries.models import Entry, KeyFigure, LiveVersion, LoadRecord, Status, Theme
from tests import factories
from tests.bigbook.making import find, rows, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(tmp_path: Path) -> Path:
    """A Book that was loaded."""
    path = write(tmp_path, rows())
    load(path)
    return path


def edit(**fields: str) -> Entry:
    """Change the draft of the published entry."""
    entry = Entry.objects.get(key="fewer-falls")
    for name, value in fields.items():
        setattr(entry, name, value)
    with library.writing():
        entry.save()
    return entry


def conflict(report: object) -> str:
    """The one conflict's line."""
    [line] = report.conflicts  # type: ignore[attr-defined]
    return str(line)


def test_an_edited_entry_is_kept_and_named(loaded: Path) -> None:
    edit(summary="Edited here.")
    line = conflict(load(loaded))
    assert "fewer-falls" in line
    assert "summary" in line
    assert Entry.objects.get(key="fewer-falls").summary == "Edited here."


def test_all_its_rows_are_kept_too(loaded: Path) -> None:
    KeyFigure.objects.filter(key="fell")[0].delete()
    assert "people fell" not in conflict(load(loaded))
    assert [figure.key for figure in KeyFigure.objects.all()] == ["before"]


def test_an_edited_row_makes_its_entry_a_conflict(loaded: Path) -> None:
    figure = KeyFigure.objects.get(key="fell")
    figure.value = "5"
    figure.save()
    assert "key figure “fell”" in conflict(load(loaded))


def test_loading_leaves_what_readers_see_of_an_edited_entry(loaded: Path) -> None:
    edit(summary="Edited here.")
    before = LiveVersion.objects.get().document
    load(loaded)
    assert LiveVersion.objects.get().document == before


def test_the_same_edit_in_the_file_is_no_conflict(loaded: Path, tmp_path: Path) -> None:
    edit(summary="Edited here.")
    content = rows()
    find(content, "entry", key="fewer-falls")["summary"] = "Edited here."
    report = load(write(tmp_path, content))
    assert report.conflicts == []
    assert LiveVersion.objects.get().document["summary"] == "Edited here."


def test_overwrite_takes_the_files_version_and_publishes_it(loaded: Path) -> None:
    publish(edit(summary="Edited here."))
    report = load(loaded, overwrite=True)
    assert report.conflicts == []
    assert LiveVersion.objects.get().document["summary"] == "Fewer falls."
    assert load(loaded).entries[0].did is Did.UNCHANGED


def test_an_entry_withdrawn_here_stays_withdrawn(loaded: Path) -> None:
    withdraw(Entry.objects.get(key="fewer-falls"), why="Consent ended.")
    assert "withdrawn" in conflict(load(loaded))
    assert Entry.objects.get(key="fewer-falls").status == Status.WITHDRAWN


def test_overwrite_publishes_an_entry_withdrawn_here(loaded: Path) -> None:
    withdraw(Entry.objects.get(key="fewer-falls"), why="Consent ended.")
    load(loaded, overwrite=True)
    entry = Entry.objects.get(key="fewer-falls")
    assert (entry.status, entry.withdrawn_because, entry.was_public) == (Status.PUBLISHED, "", True)


def test_an_entry_made_here_under_the_same_key_is_kept(tmp_path: Path) -> None:
    factories.entry("Our own falls", slug="fewer-falls")
    assert "made here" in conflict(load(write(tmp_path, rows())))
    assert Entry.objects.get(key="fewer-falls").title == "Our own falls"


def test_an_entry_that_stands_as_in_the_file_is_taken_over(loaded: Path) -> None:
    LoadRecord.objects.all().delete()
    assert load(loaded).conflicts == []
    assert LoadRecord.objects.count() == 2


def test_an_edited_name_is_kept(loaded: Path) -> None:
    theme = Theme.objects.get(slug="falls")
    theme.description = "Written here."
    theme.save()
    assert "theme falls" in conflict(load(loaded))
    assert load(loaded, overwrite=True).conflicts == []
    assert Theme.objects.get(slug="falls").description == ""


def test_a_name_that_only_the_file_changed_is_updated(loaded: Path, tmp_path: Path) -> None:
    content = rows()
    find(content, "edition", key="2024-25")["introduction"] = "<p>New.</p>"
    report = load(write(tmp_path, content))
    assert report.conflicts == []
    assert [line.note for line in report.names if line.did is Did.UPDATED] == ["introduction"]
