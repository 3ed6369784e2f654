"""The rows that a document brings beside its text: figures, quotations and pictures."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from django.core.files.base import ContentFile

from entries.importers.draft import Figure, Pictured, Said
from entries.models import Entry, KeyFigure, Picture, Quote

One = TypeVar("One")
FOLDER = "pictures"
DIGITS = 32


def add_rows(entry: Entry, figures: Sequence[Figure], quotes: Sequence[Said], pictures: Sequence[Pictured]) -> None:
    """Add these rows after those that a stored entry has."""
    for position, figure in _placed(entry.figures, figures):
        KeyFigure.objects.create(entry=entry, position=position, value=figure.value, label=figure.label)
    for position, said in _placed(entry.quotes, quotes):
        Quote.objects.create(entry=entry, position=position, words=said.words, speaker=said.speaker, role=said.role)
    for position, one in _placed(entry.pictures, pictures):
        file: Any = one.stored or ContentFile(one.content, f"picture{one.ending}")
        Picture.objects.create(entry=entry, position=position, file=file, alt=one.alt, decorative=one.decorative)


def name_of(picture: Pictured) -> str:
    """The name under which the storage keeps a picture, or will: it tells the same picture again."""
    return picture.stored or f"{FOLDER}/{hashlib.sha256(picture.content).hexdigest()[:DIGITS]}{picture.ending}"


def _placed(rows: Any, new: "Sequence[One]") -> "Iterator[tuple[int, One]]":
    """The new rows with their places; a sheet has none, so nothing is asked for them."""
    last = rows.order_by("-position").values_list("position", flat=True).first() if new else 0
    return enumerate(new, (last or 0) + 1)
