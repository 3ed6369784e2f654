"""Files that cannot be read: each gets its own line, and the good one beside them is imported."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from entries.importers import Unreadable, files, reader_for
from entries.models import Entry
from tests import factories
from tests.commands.running import run
from tests.importers.stories import stories
from tests.importers.word_files import real_headings, word_file

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
CONTENT = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'


def packed(**parts: bytes) -> bytes:
    """A packed file with these parts, underscores standing for slashes."""
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("_", "/") + ".xml", content)
    return found.getvalue()


def cut(folder: Path) -> bytes:
    """The first half of a good Word file."""
    whole = word_file(folder / "whole.docx", real_headings, stories(1)[0]).read_bytes()
    return whole[: len(whole) // 2]


def broken(folder: Path) -> bytes:
    """A good Word file with some bytes changed in its middle."""
    whole = bytearray(word_file(folder / "whole.docx", real_headings, stories(1)[0]).read_bytes())
    middle = len(whole) // 2
    whole[middle : middle + 40] = bytes(40)
    return bytes(whole)


def locked(folder: Path) -> bytes:
    """A packed file whose parts are encrypted, as its flags say."""
    made = bytearray(packed(word_document=CONTENT))
    made[made.index(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


Made = Callable[[Path], bytes]
BAD: list[tuple[str, Made, str]] = [
    ("empty.docx", lambda _: b"", "is empty."),
    ("cut.docx", cut, "is damaged and cannot be read. Open it in Word"),
    ("broken.docx", broken, "is damaged and cannot be read. Open it in Word"),
    ("hollow.docx", lambda _: packed(word_other=b"<a/>"), "is damaged and cannot be read. Open it in Word"),
    ("textless.docx", lambda _: packed(word_document=CONTENT), "holds no text."),
    ("garbage.docx", lambda _: b"not a Word file at all", "is no Word file, or is damaged."),
    ("protected.docx", lambda _: OLD_OFFICE + files.PROTECTED, "is protected by a password. Take it off in Word"),
    ("locked.docx", locked, "is protected by a password."),
    ("old.docx", lambda _: OLD_OFFICE, "is an older Word or Excel file with the ending .docx."),
    ("large.docx", lambda _: b"PK\x03\x04" + bytes(50_000_000), "is 50 MB; at most 30 MB can be read."),
    ("bomb.docx", lambda _: packed(word_document=bytes(300_000_000)), "unpacks to 300 MB in 1 parts"),
    ("sheet.docx", lambda _: packed(xl_workbook=b"<a/>"), "is an Excel file with the ending .docx."),
    ("slides.docx", lambda _: packed(ppt_presentation=b"<a/>"), "is a PowerPoint file with the ending .docx."),
    ("print.docx", lambda _: b"%PDF-1.7 ...", "is a PDF with the ending .docx."),
    ("word.xlsx", lambda _: packed(word_document=CONTENT), "is a Word file with the ending .xlsx."),
    ("hollow.xlsx", lambda _: packed(xl_workbook=b"<a/>"), "is damaged and cannot be read. Open it in Excel"),
    ("packed.txt", lambda _: packed(word_document=CONTENT), "is a Word, Excel or other packed file"),
    ("bytes.txt", lambda _: b"a\0b", "is no text: it holds bytes that no text has."),
    ("blank.txt", lambda _: b" \n \n", "holds no text."),
    ("plain.html", lambda _: b"Aims", "is no web page"),
    ("blank.html", lambda _: b"<html><script>x</script></html>", "holds no text."),
    ("deep.html", lambda _: b"<div>" * 9000 + b"x", "is nested too deeply"),
    ("old.doc", lambda _: OLD_OFFICE, "We cannot read this type. Save it as .docx, or paste the text here."),
    ("print.pdf", lambda _: b"%PDF", "We cannot read this type. Save it as .docx, or paste the text here."),
    ("slides.pptx", lambda _: b"PK", "We cannot read this type. Save it as .docx, or paste the text here."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "made", "words"), BAD, ids=[name for name, _, _ in BAD])
def test_a_bad_file_says_what_is_wrong_with_it(name: str, made: Made, words: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(made(tmp_path))
    with pytest.raises(Unreadable) as refusal:
        list(reader_for(path)(path))
    assert str(refusal.value).startswith(f"{name}: {words}")


@pytest.mark.django_db
def test_bad_files_do_no_harm_to_a_good_one(tmp_path: Path) -> None:
    factories.edition("2026-27")
    small = [one for one in BAD if one[0] not in ("large.docx", "bomb.docx")]
    for name, made, _ in small:
        (tmp_path / name).write_bytes(made(tmp_path))
    good = word_file(tmp_path / "good.docx", real_headings, stories(1)[0])
    names = [str(tmp_path / name) for name, _, _ in small]
    out, err, failed = run("import_entries", *names[:9], str(good), *names[9:], "--edition", "2026-27")
    assert out.startswith("good.docx: 1 new, 0 updated, 0 unchanged.")
    assert [line.split(":")[0] for line in err.splitlines()] == [name for name, _, _ in small]
    assert "good.docx" not in failed
    assert Entry.objects.get().title == stories(1)[0].title
