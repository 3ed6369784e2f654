"""Memory does not grow with the file."""

import gc
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from entries.importers import Options, import_file
from entries.models import Entry
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


def small_word_file(path: Path, number: int) -> Path:
    """A Word file of nothing but its text, as quick to read as one can be."""
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    lines = ["A quieter ward", f"Team: Ward {number}", "Aims", WORDS, "Results", f"{WORDS} {number}"]
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f'<w:document xmlns:w="{main}"><w:body>{body}</w:body></w:document>')
    return path


def test_a_hundred_documents_leave_nothing_behind(tmp_path: Path) -> None:
    options, held = Options(edition=factories.edition("2026-27").slug), []
    tracemalloc.start()
    for number in range(100):
        import_file(small_word_file(tmp_path / f"{number}.docx", number), options, lambda problem: None)
        if number in (49, 99):
            gc.collect()
            held.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    assert Entry.objects.count() == 100
    # What is loaded once is there by the fiftieth file; stems and pieces of words are kept, up to a bound.
    assert held[1] - held[0] < 50 * len(WORDS)
