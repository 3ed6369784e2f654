"""Memory does not grow with the file."""

import gc
import tracemalloc
from pathlib import Path

import pytest

from entries.importers import Options, import_file
from tests import factories
from tests.importers.sheets import GOOD, sheet

pytestmark = pytest.mark.django_db
WORDS = "One of many sentences that fill a section. " * 40


def peak(folder: Path, count: int) -> int:
    """The most bytes held while a file of this many rows is imported."""
    rows = ({**GOOD, "title": f"Entry {count} {number}", "aims": WORDS, "results": WORDS} for number in range(count))
    path = sheet(folder, *rows, name=f"{count}.csv")
    tracemalloc.start()
    # What a batch leaves is collected right after it, else the moment when Python does so decides the outcome.
    import_file(path, Options(publish=True), lambda problem: None, lambda what, rows: gc.collect() and None)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def test_four_times_the_rows_take_about_the_same_memory(tmp_path: Path) -> None:
    factories.organisation("anyshire")
    peak(tmp_path, 210)
    few, many = peak(tmp_path, 300), peak(tmp_path, 1200)
    assert many < few * 1.15
