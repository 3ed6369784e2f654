"""An entry last loaded from a file of that name and no longer in it."""

from pathlib import Path

import pytest

from entries import library
from entries.bigbook import Did, load
from entries.models import CareGroup, Entry, LiveVersion, Status, Team, Theme
from tests.bigbook.making import rows, without, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(tmp_path: Path) -> Path:
    """A Book that was loaded."""
    path = write(tmp_path, rows())
    load(path)
    return path


def removed(path: Path, *words: str) -> list[tuple[str, str]]:
    """Load the Book without some objects; what was removed, and how."""
    report = load(write(path.parent, without(rows(), *words), path.name))
    return [(line.key, line.note) for line in report.entries if line.did is Did.REMOVED]


def test_it_is_withdrawn_when_it_was_published(loaded: Path) -> None:
    assert removed(loaded, "fewer-falls") == [("fewer-falls", "withdrawn")]
    entry = Entry.objects.get(key="fewer-falls")
    assert (entry.status, entry.was_public) == (Status.WITHDRAWN, True)


def test_it_is_deleted_when_it_never_was(loaded: Path) -> None:
    assert removed(loaded, '"lights"') == [("lights", "deleted; it was never published")]
    assert not Entry.objects.filter(key="lights").exists()


def test_it_is_named_only_once(loaded: Path) -> None:
    removed(loaded, "fewer-falls")
    assert removed(loaded, "fewer-falls") == []


def test_it_comes_back_with_the_file(loaded: Path) -> None:
    removed(loaded, "fewer-falls")
    report = load(write(loaded.parent, rows()))
    assert report.conflicts == []
    assert Entry.objects.get(key="fewer-falls").status == Status.PUBLISHED


def test_names_stay(loaded: Path) -> None:
    removed(loaded, "fewer-falls", '"lights"', "entries.team", "entries.theme", "caregroup")
    assert (Team.objects.count(), Theme.objects.count(), CareGroup.objects.count()) == (1, 2, 1)


def test_a_file_of_another_name_removes_nothing(loaded: Path, tmp_path: Path) -> None:
    report = load(write(tmp_path, without(rows(), "fewer-falls", '"lights"'), "other.json"))
    assert report.entries == []
    assert Entry.objects.count() == 2


def test_one_edited_here_is_a_conflict_and_kept(loaded: Path) -> None:
    entry = Entry.objects.get(key="lights")
    entry.summary = "Edited here."
    with library.writing():
        entry.save()
    report = load(write(loaded.parent, without(rows(), '"lights"'), loaded.name))
    assert [line.key for line in report.conflicts] == ["lights"]
    assert Entry.objects.filter(key="lights").exists()


def test_a_live_version_is_never_deleted(loaded: Path) -> None:
    removed(loaded, "fewer-falls")
    assert LiveVersion.objects.count() == 1
