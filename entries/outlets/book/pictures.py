"""Pictures for a file: read from where uploads are kept, and made into what every reader can show."""

from dataclasses import dataclass
from importlib import import_module
from io import BytesIO

from django.core.files.storage import default_storage

from entries.library.shapes import Picture
from entries.outlets.book.failing import NotMade

LONGEST_SIDE = 1600  # pixels: 170 mm at 240 a inch
MOST_PIXELS = 60_000_000
AS_THEY_ARE = {("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "L"), ("JPEG", "RGB"), ("JPEG", "L")}
TYPES = {"PNG": ("png", "image/png"), "JPEG": ("jpg", "image/jpeg")}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as it goes into a file: its bytes, its ending without a dot, its media type, its size in pixels."""

    content: bytes
    ending: str
    media_type: str
    width: int
    height: int


def drawn(picture: Picture, where: str) -> Drawn:
    """The picture, no larger than print needs; raises NotMade, which says `where`, when it cannot be read."""
    try:
        with default_storage.open(picture.file) as file:
            content = file.read()
        return _drawn(content)
    except FileNotFoundError:
        raise NotMade(f"{where}: the file of the picture is not there any more ({picture.file}).") from None
    except (OSError, ValueError, SyntaxError) as error:
        raise NotMade(f"{where}: the picture cannot be read ({picture.file}: {error}).") from error


def _drawn(content: bytes) -> Drawn:
    # Loaded when a file is made: it would stay in each worker's memory for pages that have none.
    images = import_module("PIL.Image")
    try:
        opened = images.open(BytesIO(content))
    except images.DecompressionBombError as error:
        raise ValueError(str(error)) from error
    with opened as image:
        if image.width * image.height > MOST_PIXELS:
            raise ValueError(f"{image.width} by {image.height} pixels are too many")
        kind, turned = str(image.format), image.getexif().get(0x0112, 1) != 1
        image.load()
        small = max(image.size) <= LONGEST_SIDE
        if small and not turned and (kind, image.mode) in AS_THEY_ARE:
            return Drawn(content, *TYPES[kind], *image.size)
        made = import_module("PIL.ImageOps").exif_transpose(image)
        made.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        # What may be seen through stays so; all else is a photograph.
        clear = made.mode in ("RGBA", "LA", "PA") or "transparency" in made.info
        kind = "PNG" if clear or kind != "JPEG" else "JPEG"
        made = made.convert("RGBA" if clear else "RGB")
        saved = BytesIO()
        made.save(saved, kind, **({"quality": 88} if kind == "JPEG" else {"optimize": True}))
        return Drawn(saved.getvalue(), *TYPES[kind], *made.size)
