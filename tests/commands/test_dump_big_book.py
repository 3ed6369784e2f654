"""`dump_big_book EDITION_SLUG`."""

import json
from pathlib import Path

import pytest

from entries.bigbook import load
from entries.models import Entry
from tests.bigbook.making import rows, write
from tests.commands.running import run

pytestmark = pytest.mark.django_db


def test_it_writes_the_book_and_nothing_else(tmp_path: Path) -> None:
    load(write(tmp_path, rows()))
    out, err, failed = run("dump_big_book", "2024-25")
    assert len(json.loads(out)) == len(rows())
    assert (err, failed) == ("", "")


def test_it_warns_of_changes_that_readers_do_not_see(
    tmp_path: Path, django_capture_on_commit_callbacks: object
) -> None:
    load(write(tmp_path, rows()))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        entry = Entry.objects.get(key="fewer-falls")
        entry.summary = "Edited."
        entry.save()
    assert "1 of its entries" in run("dump_big_book", "2024-25")[1]


def test_an_unknown_book_fails() -> None:
    assert run("dump_big_book", "1999-00")[2] == "There is no edition “1999-00”."
