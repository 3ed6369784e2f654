"""What the database itself refuses."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from entries.models import Contact, Edition, Entry, KeyFigure, Lesson, Organisation, Picture, Resource
from tests import factories

pytestmark = pytest.mark.django_db


def refused(model: Any, **fields: Any) -> bool:
    """Whether the database refuses this row."""
    try:
        with transaction.atomic():
            model.objects.create(**fields)
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "poem"},
        {"status": "lost"},
        {"outcome": "full"},
        {"section_style": "own"},
        {"status": "published", "published_at": None},
        {"period_start": date(2024, 2, 1), "period_end": date(2024, 1, 1)},
    ],
)
def test_an_entry_that_makes_no_sense(fields: dict[str, Any]) -> None:
    assert refused(Entry, title="Rooms", slug="rooms", **fields)


def test_rows_that_make_no_sense() -> None:
    entry = factories.entry()
    KeyFigure.objects.create(entry=entry, key="a", value="1", label="one")
    assert refused(KeyFigure, entry=entry, key="a", value="2", label="two")
    assert refused(Lesson, entry=entry, kind="rumour", text="x")
    assert refused(Resource, entry=entry, title="Neither file nor link")
    assert refused(Resource, entry=entry, title="Both", file="a.pdf", url="https://example.org/")
    assert refused(Picture, entry=entry, file="a.png", width=1, height=1, alt="Words", decorative=True)
    assert refused(Contact, role="Nobody")


def test_names_that_make_no_sense() -> None:
    owner = factories.organisation()
    assert refused(Organisation, slug="x", name="X", region="the-moon")
    assert refused(Edition, slug="x", title="X", organisation=owner, state="lost")
    assert refused(
        Edition, slug="y", title="Y", organisation=owner, period_start=date(2024, 2, 1), period_end=date(2024, 1, 1)
    )


def test_script_is_cleaned_out_on_every_way_in() -> None:
    dirty = "<p>Kept</p><script>alert(1)</script>"
    entry = factories.entry(aims=dirty)
    Entry.objects.filter(pk=entry.pk).update(results=dirty)
    Entry.objects.bulk_create([Entry(title="Bulk", slug="bulk", key="bulk", aims=dirty)])
    assert set(Entry.objects.values_list("aims", flat=True)) == {"<p>Kept</p>"}
    assert Entry.objects.get(pk=entry.pk).results == "<p>Kept</p>"
