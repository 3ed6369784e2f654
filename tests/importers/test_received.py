"""Files brought in at the desk: kept, read one by one, each with its own line."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from entries.importers import NotAllowed, received
from entries.importers.packing import packed, unpacked
from entries.models import Entry, FoundState, ReadState, ReceivedFile
from tests import factories
from tests.importers.sent import brought, upload
from tests.importers.stories import stories
from tests.importers.test_bad_files import BAD
from tests.importers.test_parts import OWN
from tests.importers.test_pictures import drafts, png, word_file
from tests.importers.word_files import bold_lines, real_headings
from tests.importers.word_files import word_file as story_file

pytestmark = pytest.mark.django_db


def one(folder: Path, name: str = "story.docx") -> Path:
    """A good Word file."""
    return story_file(folder / name, real_headings, stories(1)[0])


def test_a_file_is_kept_under_its_content_and_read(tmp_path: Path) -> None:
    [file] = brought([one(tmp_path)]).files.all()
    assert (file.name, file.state, file.message) == ("story.docx", ReadState.READ, "")
    assert file.file.name.startswith("received/")
    assert file.file.name.endswith(".bin")
    assert default_storage.open(file.file.name).read() == (tmp_path / "story.docx").read_bytes()
    [found] = file.found.all()
    assert (found.title, found.state, found.entry) == (stories(1)[0].title, FoundState.WAITING, None)
    assert not Entry.objects.exists()


def test_bad_files_have_a_line_each_and_harm_no_other(tmp_path: Path) -> None:
    small = [bad for bad in BAD if bad[0] not in ("large.docx", "bomb.docx")]
    for name, made, _ in small:
        (tmp_path / name).write_bytes(made(tmp_path))
    names = [bad[0] for bad in small]
    paths = [*(tmp_path / name for name in names[:9]), one(tmp_path), *(tmp_path / name for name in names[9:])]
    lines = {file.name: file for file in brought(paths).files.all()}
    assert lines["story.docx"].state == ReadState.READ
    for name, _, words in small:
        assert lines[name].state == ReadState.UNREADABLE
        assert words.split(".")[0] in lines[name].message
    assert all(file.file for file in lines.values())
    assert lines["old.doc"].message == "We cannot read this type. Save it as .docx, or paste the text here."
    assert lines["empty.docx"].message == "It is empty."


def test_a_file_that_is_too_large_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(received, "LARGEST", 10)
    [file] = brought([one(tmp_path)]).files.all()
    assert not file.file
    assert file.message.endswith("It was not kept.")


def test_pasted_text_is_read_as_a_file() -> None:
    delivery = received.keep([], "Bells\nTeam: Linden\nResults\nFewer steps.")
    received.read_on(delivery, 1)
    assert [(file.name, file.found.get().title) for file in delivery.files.all()] == [("Pasted text.txt", "Bells")]


def test_a_part_of_a_book_is_several_rows_with_their_own_lines() -> None:
    [file] = brought([OWN]).files.all()
    found = list(file.found.all())
    assert [one.number for one in found] == [1, 2, 3, 4, 5, 6, 7]
    assert any("bell took the place" in text for _, text in found[0].source)
    assert not any("bell took the place" in text for one in found[1:] for _, text in one.source)
    whole = [" ".join(line.split()) for line in OWN.read_text().splitlines()]
    assert sum(len(one.source) for one in found) == len(whole)


def test_a_sheets_rows_are_found_and_its_bad_ones_named(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text("title,team\nBells,Linden\nDoors,Linden,,x\n")
    [file] = brought([path]).files.all()
    assert [one.title for one in file.found.all()] == ["Bells"]
    assert file.message == "Row 3: has 4 cells, but the header names 2 columns."


def test_reading_goes_on_where_it_was_broken_off(tmp_path: Path) -> None:
    delivery = received.keep([upload(one(tmp_path, f"{number}.docx")) for number in range(2)])
    first = delivery.files.first()
    assert first is not None
    first.state, first.tries, first.begun_at = ReadState.READING, 1, timezone.now()
    first.save()
    received.read_on(delivery, 5)
    assert [file.state for file in delivery.files.all()] == [ReadState.READING, ReadState.READ]
    first.begun_at = timezone.now() - timedelta(minutes=3)
    first.save()
    assert not received.read_on(delivery, 5)
    assert [file.state for file in delivery.files.all()] == [ReadState.READ, ReadState.READ]


def test_a_file_that_breaks_its_reader_off_twice_is_given_up(tmp_path: Path) -> None:
    delivery = received.keep([upload(one(tmp_path))])
    file = delivery.files.get()
    file.state, file.tries, file.begun_at = ReadState.READING, 2, timezone.now() - timedelta(minutes=3)
    file.save()
    assert not received.read_on(delivery, 5)
    file.refresh_from_db()
    assert (file.state, file.message) == (ReadState.UNREADABLE, received.GAVE_UP)
    received.read_again(file)
    received.read_on(delivery, 5)
    assert delivery.files.get().state == ReadState.READ


def test_the_same_file_again_says_so_and_is_read_once(tmp_path: Path) -> None:
    path = one(tmp_path, "a.docx")
    first = brought([path]).files.get()
    again = brought([path.rename(tmp_path / "b.docx")]).files.get()
    assert (again.state, again.same_as, again.found.count()) == (ReadState.SAME, first, 0)
    found = first.found.get()
    found.state = FoundState.LEFT_OUT
    found.save()
    assert brought([tmp_path / "b.docx"]).files.get().state == ReadState.READ


def test_who_may_not_import_brings_nothing_in(tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        received.keep([upload(one(tmp_path))], user=factories.person())
    assert not ReceivedFile.objects.exists()


@pytest.mark.parametrize("sent", ["../../etc/passwd", "a\0b.docx", "ü" * 300 + ".docx", "", "C:\\x\\y.docx", "..."])
def test_any_name_can_be_kept(sent: str) -> None:
    kept = received._name(sent)
    assert kept
    assert len(kept.encode()) <= received.LONGEST_NAME
    assert not set("/\\\0") & set(kept)


def test_a_draft_comes_back_as_it_was(tmp_path: Path) -> None:
    path = story_file(tmp_path / "a.docx", bold_lines, stories(1)[0])
    for draft in (*drafts(path), *drafts(word_file(tmp_path / "b.docx", (png(), "A lamp")))):
        again = unpacked(packed(draft))
        assert packed(again) == packed(draft)
        assert (again.teams, again.figures, again.headings) == (draft.teams, draft.figures, draft.headings)
