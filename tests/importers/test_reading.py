"""What a CSV file must be, and what is said of one that is not."""

from pathlib import Path

import pytest

from entries.importers import Draft, Problem, Unreadable, reader_for


def read(path: Path, content: bytes | str) -> list[Draft | Problem]:
    """The drafts of a file with this content."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(reader_for(path)(path))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file stands."""
    return tmp_path / "sheet.csv"


def test_a_row_is_a_draft_with_its_place(path: Path) -> None:
    [draft] = read(path, "title,team\nFewer falls,Falls Team\n")
    assert isinstance(draft, Draft)
    assert (draft.title, draft.teams, str(draft.place)) == ("Fewer falls", ("Falls Team",), "sheet.csv, row 2")


def test_a_byte_order_mark_is_no_part_of_the_header(path: Path) -> None:
    [draft] = read(path, b"\xef\xbb\xbftitle,team\nFewer falls,Falls Team\n")
    assert isinstance(draft, Draft)
    assert draft.title == "Fewer falls"


def test_several_values_are_parted_by_semicolons(path: Path) -> None:
    [draft] = read(path, "title,team,themes\nA,B,Falls; Safety;;Falls\n")
    assert isinstance(draft, Draft)
    assert draft.themes == ("Falls", "Safety")


def test_rows_are_counted_as_a_spreadsheet_counts_them(path: Path) -> None:
    drafts = read(path, 'title,team\n"Two\nlines",B\n,\nC,D\n')
    assert [str(draft.place) for draft in drafts] == ["sheet.csv, row 2", "sheet.csv, row 4"]


def test_control_characters_are_removed(path: Path) -> None:
    [draft] = read(path, "title,team\nFewer\x00 fa\x07lls,B\n")
    assert isinstance(draft, Draft)
    assert draft.title == "Fewer falls"


def test_a_row_with_too_many_cells_is_a_problem_of_that_row(path: Path) -> None:
    problem, draft = read(path, "title,team\nA,B,C\nD,E\n")
    assert str(problem) == "sheet.csv, row 2: has 3 cells, but the header names 2 columns."
    assert isinstance(draft, Draft)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "row 1: is empty"),
        ("title,team,colour,size\n", "unknown column “colour”, “size”"),
        ("title;team\nA;B\n", "parted by commas"),
        ("title,team,title\n", "column “title” stands there twice"),
        ("title,summary\n", "column “team” is missing"),
        ('title,team\n"A,B\n', "row 2: cannot be read as CSV"),
        (b"title,team\nA,B\nCaf\xe9,B\n", "row 3, title: is not UTF-8: byte 19 of the file is 0xe9"),
        ("title,team\n".encode("utf-16"), "UTF-16"),
    ],
)
def test_what_is_no_such_file_is_refused(content: bytes | str, words: str, path: Path) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(path, content)
    assert words in str(refusal.value)


def test_a_file_that_is_not_there_is_named(path: Path) -> None:
    with pytest.raises(Unreadable, match=r"sheet\.csv: cannot be read: No such file"):
        list(reader_for(path)(path))


@pytest.mark.parametrize("name", ["sheet.xyz", "sheet"])
def test_other_endings_are_refused_with_what_it_can_read(name: str) -> None:
    with pytest.raises(Unreadable, match=r"These can be read: \.csv"):
        reader_for(Path(name))
