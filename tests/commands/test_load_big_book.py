"""`load_big_book FILE... [--dry-run] [--overwrite]`."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from entries.models import Entry
from tests.bigbook.making import find, rows, without, write
from tests.commands.running import run

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[2]


def test_it_says_of_each_entry_what_was_done(tmp_path: Path) -> None:
    out, err, failed = run("load_big_book", str(write(tmp_path, rows())))
    assert "created    entry fewer-falls\n" in out
    assert "book.json: entries: 2 created, 0 updated, 0 unchanged, 0 removed, 0 conflict." in out
    assert (err, failed) == ("", "")


def test_a_dry_run_says_so(tmp_path: Path) -> None:
    out, _, failed = run("load_big_book", str(write(tmp_path, rows())), "--dry-run")
    assert "A dry run: nothing was saved." in out
    assert (failed, Entry.objects.count()) == ("", 0)


def test_a_conflict_fails_and_says_how_to_go_on(tmp_path: Path) -> None:
    path = str(write(tmp_path, rows()))
    run("load_big_book", path)
    entry = Entry.objects.get(key="lights")
    entry.title = "Edited here"
    entry.save()
    out, _, failed = run("load_big_book", path)
    assert "conflict   entry lights: edited here since it was loaded, kept: title" in out
    assert "--overwrite" in failed
    assert run("load_big_book", path, "--overwrite")[2] == ""
    assert Entry.objects.get(key="lights").title == "Night lights"


def test_a_broken_file_fails_and_the_others_are_loaded(tmp_path: Path) -> None:
    content = rows()
    find(content, "entry", key="lights")["colour"] = "red"
    broken, sound = write(tmp_path, content, "broken.json"), write(tmp_path, rows())
    out, err, failed = run("load_big_book", str(broken), str(sound))
    assert "broken.json, entry “lights”, field “colour”: there is no such field." in err
    assert "not loaded: broken.json" in failed
    assert "2 created" in out


def test_plain_loaddata_loads_the_same_and_can_be_repeated(tmp_path: Path) -> None:
    moment, content = "2025-04-01T00:00:00+01:00", without(rows(), "entries.picture")
    find(content, "entry", key="fewer-falls")["published_at"] = moment
    find(content, "edition", key="2024-25")["publishes_at"] = moment
    path = str(write(tmp_path, content))
    call_command("loaddata", path, verbosity=0)
    call_command("loaddata", path, verbosity=0)
    assert Entry.objects.count() == 2
    assert "0 created, 0 updated, 2 unchanged" in run("load_big_book", path)[0]


def test_pictures_in_a_folder_beside_the_file_come_along(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "stored"
    (tmp_path / "media" / "pictures").mkdir(parents=True)
    picture = next((ROOT / "fixtures" / "media" / "pictures").iterdir())
    (tmp_path / "media" / "pictures" / picture.name).write_bytes(picture.read_bytes())
    content = rows()
    find(content, "picture")["file"] = f"pictures/{picture.name}"
    run("load_big_book", str(write(tmp_path, content)))
    assert (tmp_path / "stored" / "pictures" / picture.name).exists()
