"""The demo library, loaded once for the tests that search it."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from entries import library
from entries.bigbook import load
from entries.models import Synonym

FIXTURES = Path(__file__).parents[2] / "fixtures"


def teach_synonyms() -> None:
    """The synonyms that the migration brings: tests that empty the tables take them along."""
    Synonym.objects.all().delete()
    for left, right, two_way in import_module("entries.migrations.0004_synonyms").SYNONYMS:
        Synonym(left=left, right=right, two_way=two_way).save()


@pytest.fixture(scope="module")
def demo_library(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Every fixture, and the synonyms; what was loaded is taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        with library.writing():
            teach_synonyms()
        for file in sorted(FIXTURES.glob("*.json")):
            load(file)
        yield
        transaction.set_rollback(True)
    library.forget()
