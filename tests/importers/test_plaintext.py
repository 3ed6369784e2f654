"""Text files: lines, lists and headings without any marks of their own."""

from pathlib import Path

import pytest

from entries.importers import Draft, reader_for

STORY = """A quieter handover
Team: Linden Ward Team
Contact: Ann Fox, linden@anyshire.example

BACKGROUND
Handover was loud, and some of what was said there was not
heard by those who needed it.

1. What we did:
* One voice at a time
* A board
  by the door

Outcome
-------
“It is half as long.” – Ben Iqbal, ward clerk

1. Nine minutes
2. No repeats

## Future steps
Show it to others.
"""


def read(path: Path, content: str | bytes) -> Draft:
    """The one draft of a text file with this content."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    [draft] = reader_for(path)(path)
    assert isinstance(draft, Draft)
    return draft


def test_a_story_as_people_type_it(tmp_path: Path) -> None:
    draft = read(tmp_path / "a.txt", STORY)
    assert (draft.title, draft.teams, draft.contact_name, draft.contact_email) == (
        "A quieter handover", ("Linden Ward Team",), "Ann Fox", "linden@anyshire.example",
    )  # fmt: skip
    assert draft.aims == (
        "<p>Handover was loud, and some of what was said there was not heard by those who needed it.</p>"
    )
    assert draft.actions == "<ul><li>One voice at a time</li><li>A board by the door</li></ul>"
    assert draft.results == "<ol><li>Nine minutes</li><li>No repeats</li></ol>"
    assert draft.next_steps == "<p>Show it to others.</p>"
    [said] = draft.quotes
    assert (said.words, said.speaker, said.role) == ("It is half as long.", "Ben Iqbal", "ward clerk")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_encodings_that_windows_writes(encoding: str, tmp_path: Path) -> None:
    draft = read(tmp_path / "a.txt", "Team: Café\nResults\n£5 – “saved”".encode(encoding))
    assert (draft.teams, draft.results) == (("Café",), "<p>£5 – “saved”</p>")


def test_text_without_any_heading_is_one_piece(tmp_path: Path) -> None:
    draft = read(tmp_path / "a.txt", "We moved the bell.\nNow it is quiet & <still>.")
    assert (draft.title, draft.title_is_ours) == ("We moved the bell", True)
    assert draft.aims == "<p>We moved the bell.</p><p>Now it is quiet &amp; &lt;still&gt;.</p>"


def test_words_before_the_first_heading_are_the_summary(tmp_path: Path) -> None:
    draft = read(tmp_path / "a.txt", "Quiet bells\nWe moved the bell. It helped.\nResults\nNo noise.")
    assert (draft.title, draft.summary) == ("Quiet bells", "We moved the bell. It helped.")


def test_what_cannot_be_placed_of_a_contact_is_noted_and_not_public(tmp_path: Path) -> None:
    draft = read(tmp_path / "a.txt", "Contact: Ann Fox, ward manager, 01234 567890\nResults\nNo noise.")
    assert (draft.contact_name, draft.unplaced) == ("Ann Fox", ("Contact: ward manager, 01234 567890",))


def test_a_second_heading_for_a_section_stays_inside_it(tmp_path: Path) -> None:
    draft = read(tmp_path / "a.txt", "Background\nIt was loud.\nAims\nTo be quiet.")
    assert draft.aims == "<p>It was loud.</p><h3>Aims</h3><p>To be quiet.</p>"


def test_a_sentence_that_begins_with_the_team_is_no_team(tmp_path: Path) -> None:
    draft = read(tmp_path / "a.txt", "Team: Ward A\nResults\nThe team: we met.\nTeam: we met as one team every week.")
    assert draft.teams == ("Ward A",)
    assert draft.results == "<p>The team: we met.</p><p>Team: we met as one team every week.</p>"
