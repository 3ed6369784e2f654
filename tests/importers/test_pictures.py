"""Pictures in Word files and pages come over as pictures of the entry, with their words."""

import base64
import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image

from entries.importers import Draft, reader_for
from entries.models import Entry, Picture
from tests import factories
from tests.importers.sheets import bring


def png(shade: int = 120) -> bytes:
    """A small picture."""
    made = io.BytesIO()
    Image.new("RGB", (8, 6), (shade, shade, shade)).save(made, "PNG")
    return made.getvalue()


def word_file(path: Path, *pictures: tuple[bytes, str]) -> Path:
    """A story with these pictures after its results, each with its alternative text."""
    document: Any = Document()
    document.add_heading("A quieter handover", 1)
    document.add_paragraph("Team: Linden Ward Team")
    document.add_heading("Results", 2)
    document.add_paragraph("Handover takes nine minutes.")
    for content, alt in pictures:
        document.add_picture(io.BytesIO(content))
        document.element.findall(f".//{qn('wp:docPr')}")[-1].set("descr", alt)
    document.save(str(path))
    return path


def drafts(path: Path) -> list[Draft]:
    """The drafts of a file."""
    return [draft for draft in reader_for(path)(path) if isinstance(draft, Draft)]


def test_a_picture_comes_with_its_bytes_and_words(tmp_path: Path) -> None:
    [draft] = drafts(word_file(tmp_path / "a.docx", (png(), "A lamp by a bed"), (png(9), "")))
    assert [(one.alt, one.ending) for one in draft.pictures] == [("A lamp by a bed", ".png"), ("", ".png")]
    assert draft.pictures[0].content == png()
    assert draft.results == "<p>Handover takes nine minutes.</p>"


def test_a_picture_that_pages_cannot_show_is_named(tmp_path: Path) -> None:
    made = io.BytesIO()
    Image.new("RGB", (8, 6)).save(made, "BMP")
    [draft] = drafts(word_file(tmp_path / "a.docx", (made.getvalue(), "A chart")))
    assert draft.pictures == ()
    assert draft.unplaced == ("Picture, not brought over (pages cannot show its kind): A chart",)


def test_words_that_are_too_long_are_kept_beside(tmp_path: Path) -> None:
    [draft] = drafts(word_file(tmp_path / "a.docx", (png(), "word " * 80)))
    assert len(draft.pictures[0].alt) <= 250
    assert draft.unplaced == (f"Picture, in full: {' '.join(['word'] * 80)}",)


def test_a_page_brings_the_pictures_that_it_holds_and_names_the_others(tmp_path: Path) -> None:
    inside = base64.b64encode(png()).decode()
    path = tmp_path / "a.html"
    path.write_text(
        f"<h1>Bells</h1><h2>Results</h2><p>Fewer steps.</p><img alt='A bell' src='data:image/png;base64,{inside}'>"
        "<img alt='Far away' src='https://elsewhere.example/a.png'><img alt='Script' src='data:text/html;base64,PGI+'>"
    )
    [draft] = drafts(path)
    assert [one.alt for one in draft.pictures] == ["A bell"]
    assert draft.unplaced == (
        "Picture, not brought over (it is not in the file): Far away",
        "Picture, not brought over (it is not in the file): Script",
    )


def test_a_picture_belongs_to_the_story_that_it_follows(tmp_path: Path) -> None:
    text = "<p>Team: {0} Team</p><h2>Results</h2><p>Many fewer steps by the {0}.</p>"
    story = text + "<img alt='{0}' src='data:image/png;base64,{1}'>"
    path = tmp_path / "part.html"
    shades = [base64.b64encode(png(shade)).decode() for shade in (1, 2)]
    path.write_text(story.format("Bells", shades[0]) + story.format("Doors", shades[1]))
    assert [[one.alt for one in draft.pictures] for draft in drafts(path)] == [["Bells"], ["Doors"]]


@pytest.mark.django_db
def test_the_entry_has_the_picture_as_a_row(tmp_path: Path) -> None:
    factories.edition("2026-27")
    outcome, problems = bring(word_file(tmp_path / "a.docx", (png(), "A lamp"), (png(9), "")), edition="2026-27")
    assert problems == []
    shown = [(one.alt, one.width, one.height, str(one.file)[:9]) for one in Picture.objects.order_by("position")]
    assert shown == [("A lamp", 8, 6, "pictures/"), ("", 8, 6, "pictures/")]
    assert outcome.notes == ["“A quieter handover”, picture 2: say what it shows before it is published"]


@pytest.mark.django_db
def test_a_picture_without_words_is_not_published(tmp_path: Path) -> None:
    factories.edition("2026-27")
    _, problems = bring(word_file(tmp_path / "a.docx", (png(), "")), edition="2026-27", publish=True)
    assert problems == [
        "a.docx, pictures: Picture 1 has no words for people who cannot see it. Give some, or say it is decorative."
    ]
    assert not Entry.objects.exists()
