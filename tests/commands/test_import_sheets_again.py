"""`import_entries` of sheets: each stays with its entries, and one without slugs sent again makes no second entry."""

from pathlib import Path

import pytest

from entries.importers import received
from entries.models import Delivery, Entry, FoundEntry, FoundState, ReadState, ReceivedFile
from tests import factories
from tests.admin.desk import signed_in
from tests.commands.running import run
from tests.importers.sheets import GOOD, good, sheet

pytestmark = pytest.mark.django_db
TWO = [GOOD, {**GOOD, "title": "Safer homes"}]


@pytest.fixture(autouse=True)
def anyshire() -> None:
    """The organisation that rows name."""
    factories.organisation("anyshire")


def test_the_sheet_stays_with_its_entries(tmp_path: Path) -> None:
    factories.person("Editor", username="erin")
    path = sheet(tmp_path, *TWO)
    run("import_entries", str(path), "--user", "erin")
    for entry in Entry.objects.all():
        found = entry.came_from.get()
        with found.file.file.open("rb") as kept:
            assert kept.read() == path.read_bytes()
        assert (found.state, found.decided_by.username) == (FoundState.KEPT, "erin")
        assert "sheet.csv" in signed_in().get(f"/admin/entries/entry/{entry.pk}/history/").content.decode()
    assert [found.number for found in FoundEntry.objects.all()] == [2, 3]


def test_a_row_without_a_slug_sent_again_updates_its_entry(tmp_path: Path) -> None:
    good(tmp_path, *TWO)
    path = sheet(tmp_path, {**GOOD, "summary": "New."}, {**GOOD, "title": "Safer   homes", "summary": ""})
    out, err, failed = run("import_entries", str(path))
    assert out == (
        "sheet.csv: 0 new, 1 updated, 1 unchanged.\n"
        "  2 rows without a slug are in the library already, by title and team: no second entry is made\n"
    )
    assert (err, failed, Entry.objects.count()) == ("", "", 2)
    assert Entry.objects.get(title="Fewer falls").summary == "New."
    assert [found.file_id for found in Entry.objects.get(title="Safer homes").came_from.all()] == [
        ReceivedFile.objects.earliest("pk").pk
    ]


def test_a_published_entry_stays_as_it_is_for_readers(tmp_path: Path) -> None:
    live = factories.published("Fewer falls", summary="Old.")
    link = live.team_links.get().team
    row = {"title": "Fewer falls", "team": link.name, "organisation": link.organisation.name}
    good(tmp_path, {**row, "summary": "New."})
    assert "New." not in signed_in().get(f"/entries/{live.slug}/").content.decode()
    assert Entry.objects.get().summary == "New."


@pytest.mark.parametrize("other", [{"title": "Fewer trips"}, {"team": "Ward Team"}, {"edition": "2025-26"}])
def test_another_title_team_or_book_is_another_entry(other: dict[str, str], tmp_path: Path) -> None:
    for slug in ("2024-25", "2025-26"):
        factories.edition(slug)
    good(tmp_path, {"edition": "2024-25"})
    assert good(tmp_path, {"edition": "2024-25"}).new == 0
    assert good(tmp_path, {"edition": "2024-25", **other}).new == 1


def test_a_team_of_that_name_elsewhere_is_another_team(tmp_path: Path) -> None:
    factories.organisation("otherby", name="Otherby Trust")
    good(tmp_path, GOOD)
    assert good(tmp_path, {"organisation": "Otherby Trust"}).new == 1


def test_rows_that_are_alike_make_as_many_entries_and_no_more_when_sent_again(tmp_path: Path) -> None:
    assert good(tmp_path, GOOD, GOOD).new == 2
    again = good(tmp_path, GOOD, GOOD, GOOD)
    assert (again.new, again.same) == (1, 2)


def test_a_dry_run_and_a_bad_sheet_keep_nothing(tmp_path: Path) -> None:
    run("import_entries", str(sheet(tmp_path, GOOD)), "--dry-run")
    run("import_entries", str(sheet(tmp_path, GOOD, {**GOOD, "kind": "poem"})))
    assert not Delivery.objects.exists()


def test_a_file_of_a_type_that_cannot_be_read_is_kept_once_for_the_desk(tmp_path: Path) -> None:
    (tmp_path / "story.pdf").write_bytes(b"%PDF-1.7")
    run("import_entries", str(tmp_path / "story.pdf"), "--dry-run")
    assert not ReceivedFile.objects.exists()
    for _ in range(2):
        err = run("import_entries", str(tmp_path / "story.pdf"))[1]
        assert "or paste the text here. The file is kept at the desk, under “Files brought in”." in err
    kept = ReceivedFile.objects.get()
    assert (kept.name, kept.state) == ("story.pdf", ReadState.UNREADABLE)
    page = signed_in().get(f"/admin/entries/delivery/{kept.delivery_id}/change/").content.decode()
    assert "Save it as .docx, or paste the text here." in page


def test_the_desk_lists_the_first_of_a_long_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entries.admin.deliveries.MOST_FOUND", 3)
    good(tmp_path, *({**GOOD, "title": f"Project {number}"} for number in range(4)))
    client, delivery = signed_in(), Delivery.objects.get()
    page = client.get(f"/admin/entries/delivery/{delivery.pk}/change/").content.decode()
    assert "Project 1" in page
    assert "Project 2" not in page
    assert "And 2 more." in page


def test_a_row_whose_entry_was_deleted_is_not_offered_for_review(tmp_path: Path) -> None:
    good(tmp_path, GOOD)
    Entry.objects.all().delete()
    found, client = FoundEntry.objects.get(), signed_in()
    page = f"/admin/entries/delivery/found/{found.pk}/"
    assert "Take it up again" not in client.get(page).content.decode()
    client.post(page, {"take_up": "1"})
    found.refresh_from_db()
    assert found.state == FoundState.KEPT
    assert received.MOST_FOUND == 500
