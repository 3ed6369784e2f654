"""`make_book`: a file for a Book, a part, an entry; and what it says when there is none to make."""

from pathlib import Path

import pytest

from entries.models import Entry
from tests import factories
from tests.commands.running import run
from tests.outlets.book import pdfs

pytestmark = pytest.mark.django_db


@pytest.fixture
def rooms() -> Entry:
    """A story of a Book."""
    return factories.published("Quiet rooms", edition=factories.edition(), care_groups=["wards"])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the file goes."""
    return tmp_path / "book.pdf"


@pytest.mark.parametrize("only", [(), ("--care-group", "wards"), ("--entry", "quiet-rooms")])
def test_it_makes_a_book_a_part_and_an_entry(rooms: Entry, file: Path, only: tuple[str, ...]) -> None:
    only = tuple(rooms.slug if one == "quiet-rooms" else one for one in only)
    out, _, failed = run("make_book", "2024-25", *only, "--format", "pdf", "-o", str(file))
    assert not failed
    assert str(file) in out
    told = " ".join(pdfs.pages(file.read_bytes()))
    assert "Quiet rooms" in told
    assert f"testserver/entries/{rooms.slug}" in told.replace("- ", "-").replace(" ", "")


def test_addresses_begin_as_told(rooms: Entry, file: Path) -> None:
    run("make_book", "2024-25", "--format", "pdf", "-o", str(file), "--site", "https://library.example/")
    addresses = [
        str(note.A.URI) for _, note in pdfs.links(pdfs.opened(file.read_bytes())) if "/URI" in note.get("/A", {})
    ]
    assert f"https://library.example/entries/{rooms.slug}/" in addresses


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("2031-32",), "There is no edition “2031-32” that readers can see."),
        (("2024-25", "--care-group", "theatres"), "There is no part “theatres” in edition “2024-25”"),
        (("2024-25", "--entry", "nothing"), "There is no entry “nothing” in edition “2024-25”"),
    ],
)
def test_it_says_what_is_not_there(rooms: Entry, file: Path, asked: tuple[str, ...], said: str) -> None:
    _, _, failed = run("make_book", *asked, "--format", "pdf", "-o", str(file))
    assert said in failed
    assert not file.exists()


def test_an_old_address_is_told_its_new_one(rooms: Entry, file: Path) -> None:
    book = factories.edition()
    book.slug = "the-year"
    book.save()
    _, _, failed = run("make_book", "2024-25", "--format", "pdf", "-o", str(file))
    assert "ask for “the-year”" in failed


def test_a_file_that_cannot_be_written_is_named(rooms: Entry, tmp_path: Path) -> None:
    _, _, failed = run("make_book", "2024-25", "--format", "pdf", "-o", str(tmp_path / "none" / "book.pdf"))
    assert "none/book.pdf cannot be written: No such file or directory." in failed


def test_what_cannot_be_set_is_told_by_entry_and_field_and_leaves_no_file(file: Path) -> None:
    factories.published("Signs", edition=factories.edition(), results="<p>A sign: 𓀀</p>")
    _, _, failed = run("make_book", "2024-25", "--format", "pdf", "-o", str(file))
    assert failed == "“Signs”, “Results”: no font of the Book has the character “𓀀” (U+13000). Take it out."
    assert not list(file.parent.iterdir())
