"""`import_entries FILE...`: what it says and how it ends; what it does is tested in tests/importers."""

from pathlib import Path

import pytest

from entries.models import Entry
from tests import factories
from tests.commands.running import run
from tests.importers.sheets import GOOD, sheet

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def anyshire() -> None:
    """The organisation that rows name."""
    factories.organisation("anyshire")


def test_it_counts_rows_and_names_what_is_new(tmp_path: Path) -> None:
    out, err, failed = run("import_entries", str(sheet(tmp_path, {**GOOD, "themes": "Falls"})))
    assert out == "sheet.csv: 1 new, 0 updated, 0 unchanged.\n  new team “Falls Team”\n  new theme “Falls”\n"
    assert (err, failed) == ("", "")


def test_bad_rows_are_listed_and_it_fails(tmp_path: Path) -> None:
    out, err, failed = run("import_entries", str(sheet(tmp_path, GOOD, {**GOOD, "kind": "poem"})))
    assert err.startswith("sheet.csv, row 3, kind: “poem” is none of")
    assert out == "sheet.csv: 1 bad row, so nothing was saved.\n"
    assert failed


def test_skip_bad_saves_the_rest_and_still_fails(tmp_path: Path) -> None:
    out, _, failed = run("import_entries", str(sheet(tmp_path, GOOD, {**GOOD, "kind": "poem"})), "--skip-bad")
    assert out.startswith("sheet.csv: 1 new, 0 updated, 0 unchanged; 1 bad row left out.")
    assert failed
    assert Entry.objects.count() == 1


def test_a_dry_run_says_so(tmp_path: Path) -> None:
    out, _, failed = run("import_entries", str(sheet(tmp_path, GOOD)), "--dry-run", "--publish")
    assert out.startswith(
        "sheet.csv: would be 1 new, 0 updated, 0 unchanged; 1 published. A dry run: nothing was saved."
    )
    assert (failed, Entry.objects.count()) == ("", 0)


def test_a_file_it_cannot_read_does_not_stop_the_others(tmp_path: Path) -> None:
    out, err, failed = run("import_entries", str(tmp_path / "old.xls"), str(sheet(tmp_path, GOOD)))
    assert "old.xls: We cannot read this type. Save it as .xlsx, or as “CSV UTF-8”." in err
    assert "1 new" in out
    assert "old.xls" in failed


def test_an_editor_may_not_publish(tmp_path: Path) -> None:
    factories.person("Editor", username="erin")
    failed = run("import_entries", str(sheet(tmp_path, GOOD)), "--publish", "--user", "erin")[2]
    assert "erin may not publish" in failed
    assert not Entry.objects.exists()


def test_an_unknown_user_is_refused(tmp_path: Path) -> None:
    assert run("import_entries", str(sheet(tmp_path, GOOD)), "--user", "nobody")[2] == "There is no account “nobody”."
