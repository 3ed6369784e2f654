"""`import_entries` of documents: each stays with its entries, and one sent again makes no second entry."""

from pathlib import Path

import pytest

from entries.models import Delivery, Entry, FoundEntry, FoundState, ReceivedFile
from tests import factories
from tests.admin.desk import signed_in
from tests.admin.test_review import TEXT, decided, told
from tests.commands.running import run

pytestmark = pytest.mark.django_db
CHANGED = TEXT.replace("30%", "40%")


@pytest.fixture(autouse=True)
def book() -> None:
    """The Book that the files are for."""
    factories.edition("2026-27", organisation=factories.organisation("anyshire"))


def bring(folder: Path, text: str, *options: str, name: str = "handover.txt") -> tuple[str, str, str]:
    """Import a text file."""
    (folder / name).write_text(text)
    return run("import_entries", str(folder / name), "--edition", "2026-27", *options)


def test_the_file_stays_with_its_entry(tmp_path: Path) -> None:
    bring(tmp_path, TEXT, "--user", factories.person("Editor", username="erin").username)
    found = Entry.objects.get().came_from.get()
    with found.file.file.open("rb") as kept:
        assert kept.read().decode() == TEXT
    assert (found.file.name, found.state, found.decided_by.username) == ("handover.txt", FoundState.KEPT, "erin")
    assert found.file.delivery.edition.slug == "2026-27"
    assert found.file.delivery.sent_by.username == "erin"
    page = signed_in().get(f"/admin/entries/entry/{found.entry_id}/history/").content.decode()
    assert "handover.txt" in page


def test_a_changed_file_sent_again_waits_as_an_update(tmp_path: Path) -> None:
    bring(tmp_path, TEXT)
    out, _, failed = bring(tmp_path, CHANGED)
    entry = Entry.objects.get()
    assert "0 new, 0 updated, 0 unchanged; 1 to review at the desk." in out
    assert f"is in the library already ({entry.slug}: it came from a file of the same name" in out
    assert (failed, "30%" in entry.results) == ("", True)
    again = FoundEntry.objects.get(state=FoundState.WAITING)
    client = signed_in()
    assert "<ins>40%</ins>" in told(client, again)
    decided(client, again)
    entry.refresh_from_db()
    assert "40%" in entry.results


def test_a_file_that_says_the_same_changes_and_keeps_nothing(tmp_path: Path) -> None:
    bring(tmp_path, TEXT)
    out, _, failed = bring(tmp_path, TEXT, name="copy.txt")
    assert "0 new, 0 updated, 1 unchanged." in out
    assert (failed, Entry.objects.count(), ReceivedFile.objects.count()) == ("", 1, 1)


def test_a_dry_run_and_a_refused_file_keep_nothing(tmp_path: Path) -> None:
    bring(tmp_path, TEXT, "--dry-run")
    assert bring(tmp_path, TEXT.replace("Team:", "Unit:"), "--publish")[2]
    assert not Delivery.objects.exists()
    bring(tmp_path, TEXT)
    assert "would be 0 new, 0 updated, 0 unchanged; 1 to review at the desk" in bring(tmp_path, CHANGED, "--dry-run")[0]
    assert Delivery.objects.count() == 1
