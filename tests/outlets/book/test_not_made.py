"""Pictures in a file, and what is said when a file cannot be made."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from entries.library.shapes import Picture
from entries.outlets.book import FORMATS, NotMade
from entries.outlets.book.contents import Contents
from entries.outlets.book.pictures import LONGEST_SIDE, drawn
from tests.outlets.book import pdfs, shapes


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> None:
    """A folder of its own for files."""
    settings.MEDIA_ROOT = tmp_path


def stored(content: bytes, name: str = "x.png") -> Picture:
    """A picture whose file holds these bytes."""
    file = default_storage.save(f"pictures/{name}", ContentFile(content))
    return Picture(url="/media/x", alt="A bed", caption="", credit="", width=None, height=None, file=file)


def image(kind: str, mode: str = "RGB", size: tuple[int, int] = (40, 20), **more: Any) -> bytes:
    """The bytes of an image."""
    made = BytesIO()
    Image.new(mode, size).save(made, kind, **more)
    return made.getvalue()


def book_with(picture: Picture) -> Contents:
    """A Book of a story that has the picture."""
    return shapes.book_of(shapes.story("<p>a</p>", "x", pictures=(picture,)))


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("content", [b"no picture", image("PNG")[:60], b""])
def test_a_broken_picture_is_told_by_its_entry(ending: str, content: bytes) -> None:
    with pytest.raises(NotMade, match=r"^“One”, pictures: the picture cannot be read \(pictures/\w+\.png: .+\)\.$"):
        FORMATS[ending].make(book_with(stored(content)))


@pytest.mark.parametrize("ending", FORMATS)
def test_a_picture_that_is_gone_is_told_by_its_entry(ending: str) -> None:
    picture = stored(image("PNG"))
    default_storage.delete(picture.file)
    with pytest.raises(NotMade, match=r"^“One”, pictures: the file of the picture is not there any more"):
        FORMATS[ending].make(book_with(picture))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP", "GIF"])
def test_pictures_of_every_kind_go_into_a_pdf(kind: str, mode: str) -> None:
    try:
        content = image(kind, mode)
    except (OSError, KeyError, ValueError):
        content = image(kind)  # there is none of that kind in that mode
    pdf = pdfs.opened(FORMATS["pdf"].make(book_with(stored(content))))
    assert [str(one.Alt) for one in pdfs.tags(pdf, "/Figure")] == ["A bed"]


def test_a_large_picture_is_made_smaller_and_turned_as_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    made = drawn(stored(image("JPEG", size=(3000, 1000), exif=exif), "x.jpg"), "here")
    assert (made.width, made.height) == (533, LONGEST_SIDE)
    assert made.media_type == "image/jpeg"


def test_a_decorative_picture_is_no_figure() -> None:
    picture = Picture(url="", alt="", caption="", credit="", width=1, height=1, file=stored(image("PNG")).file)
    assert pdfs.tags(pdfs.opened(FORMATS["pdf"].make(book_with(picture))), "/Figure") == []


def test_what_takes_too_long_is_stopped() -> None:
    with pytest.raises(NotMade, match=r"^“Big Book 2024-25” was not set within 0 seconds\.$"):
        FORMATS["pdf"].make(shapes.book_of(shapes.story("<p>a</p>", "x")), 0.01)


def test_a_typesetter_that_fails_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entries.outlets.book.pdf.HERE", Path(__file__).parent)
    with pytest.raises(NotMade, match=r"^“Big Book 2024-25” cannot be set: .*typeset\.py"):
        FORMATS["pdf"].make(shapes.book_of(shapes.story("<p>a</p>", "x")))
