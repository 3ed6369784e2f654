"""The demo library's Books, made once for all that look at them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from entries import library
from entries.bigbook import copy_media, load
from entries.outlets.book import FORMATS, Contents, book_contents, part_contents, story_contents

FIXTURES = Path(__file__).parents[3] / "fixtures"
SITE = "https://casebook.example"
CWP_PART = "clinical-support-services"


@dataclass(frozen=True)
class Made:
    """What stands in a Book, and its files by format."""

    contents: Contents
    files: dict[str, bytes]


@pytest.fixture(scope="session")
def books(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    """The Anyshire edition, the part that is held of the real Book, and one story; what was loaded is taken back."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with media, django_db_blocker.unblock(), transaction.atomic():
        copy_media(FIXTURES / "media")
        for name in ("anyshire_sample", "big_book_2023_24"):
            load(FIXTURES / f"{name}.json")
        library.forget()
        reading = library.read()
        wanted = {
            "anyshire": book_contents(reading, "anyshire-2025-26", SITE),
            "cwp": part_contents(reading, "2023-24", CWP_PART, SITE),
            "story": story_contents(reading, "a-kitchen-that-wastes-less", SITE, "anyshire-2025-26"),
        }
        wanted["story again"] = wanted["story"]
        made = {
            name: Made(contents, {ending: one.make(contents) for ending, one in FORMATS.items()})
            for name, contents in wanted.items()
        }
        transaction.set_rollback(True)
    library.forget()
    return made


@pytest.fixture
def anyshire(books: dict[str, Made]) -> Made:
    """The whole fictional Book."""
    return books["anyshire"]
