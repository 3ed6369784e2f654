"""The same Book has the same bytes on every database: each run compares with the same kept file."""

from pathlib import Path

import pytest

from entries.bigbook import dump, load
from tests.bigbook.making import write
from tests.bigbook.test_dump import full

pytestmark = pytest.mark.django_db

KEPT = Path(__file__).parent / "full_book.json"


def test_a_dump_equals_the_kept_one_byte_for_byte(tmp_path: Path) -> None:
    load(write(tmp_path, full()))
    assert dump("2024-25").encode() == KEPT.read_bytes()


def test_the_kept_one_loads_and_dumps_as_itself() -> None:
    load(KEPT)
    assert dump("2024-25").encode() == KEPT.read_bytes()
