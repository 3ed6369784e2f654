"""Drafts as data that a row of the database can hold, and back."""

from dataclasses import asdict, replace
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from entries.importers.draft import Draft, Figure, Heading, Pictured, Place, Said
from entries.importers.rows import FOLDER

ROWS: dict[str, Any] = {"figures": Figure, "quotes": Said, "headings": Heading, "pictures": Pictured}


def packed(draft: Draft) -> dict[str, Any]:
    """The draft as data. Its pictures go into the storage, and stand there by name."""
    stored = tuple(replace(one, stored=one.stored or _stored(one), content=b"") for one in draft.pictures)
    data = asdict(replace(draft, pictures=stored, source=()))
    for picture in data["pictures"]:
        del picture["content"]
    return data


def unpacked(data: dict[str, Any]) -> Draft:
    """The draft again."""
    found: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
    for name, kind in ROWS.items():
        found[name] = tuple(kind(**one) for one in data[name])
    return Draft(**found | {"place": Place(**data["place"])})


def _stored(picture: Pictured) -> str:
    return str(default_storage.save(f"{FOLDER}/picture{picture.ending}", ContentFile(picture.content)))
