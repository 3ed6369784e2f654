"""Bringing back tags, rows of every kind and files, also from a version kept before fields came or went."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from reversion.models import Version

from entries import library
from entries.editorial import history
from entries.editorial.restoring import bring_back
from entries.models import (
    Entry,
    EntryPartner,
    KeyFigure,
    Lesson,
    Picture,
    Quote,
    Resource,
    Update,
)  # fmt: skip
from tests import factories

pytestmark = pytest.mark.django_db
ROWS = history.FOLLOWED
WORDS = {"summary": "Then.", "headline_result": "More then.", "byline": "Ann", "title_is_ours": True}
# As the first installation kept it: fields that came since are not there, one that is no more is.
KEPT_LONG_AGO = {
    "key": "old", "slug": "old", "title": "Then", "kind": "blog", "summary": "Two sentences.",
    "aims": "<p>To rest.</p>", "actions": "", "results": "<script>x</script><p>91%.</p>", "next_steps": "",
    "mood": "hopeful", "contact": None, "edition": None, "outcome": "", "position": 3,
    "period_start": "2024-04-01", "same_project": [],
}  # fmt: skip


@pytest.fixture
def entry(settings: Any, tmp_path: Any) -> Entry:
    """A draft with tags, a row of every kind, a picture and a file."""
    settings.MEDIA_ROOT = tmp_path
    made = factories.entry("Then", themes=["rest"], care_groups=["wards"], figures=[("7", "jobs")], **WORDS)
    file = default_storage.save("resources/then.pdf", ContentFile(b"bytes"))
    with library.writing():
        Quote.objects.create(entry=made, words="Then.", speaker="Ann")
        Lesson.objects.create(entry=made, kind="pitfall", text="Then.")
        Resource.objects.create(entry=made, title="Then", file=file, kind="pdf")
        Picture(entry=made, file="pictures/then.png", width=40, height=30, alt="Then.").save_base(raw=True)
        Update.objects.create(entry=made, date=date(2025, 1, 2), text="<p>Then.</p>")
        EntryPartner.objects.create(entry=made, organisation=factories.organisation("other"), role="funder")
    return made


def kept(entry: Entry) -> Version:
    """The present version, kept."""
    history.keep_many([entry], None, "As it was")
    found = Version.objects.get_for_object(entry).first()
    assert found is not None
    return found


def told(entry: Entry) -> dict[str, Any]:
    """The entry's rows, without what is different for each."""
    return {name: sorted(map(repr, _values(getattr(entry, name).all()))) for name in ROWS}


def _values(rows: Any) -> list[dict[str, Any]]:
    return list(rows.values())


def change_everything(entry: Entry) -> None:
    """Another title, other words, no row as it was."""
    with library.writing():
        for name in ROWS:
            for row in getattr(entry, name).all():
                row.delete()
        Picture(entry=entry, file="pictures/now.png", width=1, height=1, alt="Now.").save_base(raw=True)
        Quote.objects.create(entry=entry, words="Now.")
        for name in WORDS:
            setattr(entry, name, False if name == "title_is_ours" else "Now.")
        entry.save()


def test_tags_rows_of_every_kind_and_files_come_back(entry: Entry) -> None:
    before, version = told(entry), kept(entry)
    change_everything(entry)
    assert told(entry) != before
    brought = bring_back(version)
    assert told(brought) == before
    assert brought.pictures.get().file.name == "pictures/then.png"
    assert brought.resources.get().file.open().read() == b"bytes"
    assert {name: getattr(brought, name) for name in WORDS} == WORDS


def test_a_version_kept_under_any_earlier_migration_comes_back(entry: Entry) -> None:
    loader, before, version = MigrationLoader(connection), told(entry), kept(entry)
    whole = {one.pk: one.serialized_data for one in version.revision.version_set.all()}
    earlier = sorted(name for app, name in loader.disk_migrations if app == "entries")
    assert len(earlier) > 10
    for name in earlier:
        state = loader.project_state(("entries", name))
        for one in version.revision.version_set.all():
            fields = state.models["entries", one._model._meta.model_name].fields
            (data,) = json.loads(whole[one.pk])
            data["fields"] = {key: value for key, value in data["fields"].items() if key in fields} | {"gone": "x"}
            one.serialized_data = json.dumps([data])
            one.save()
        change_everything(entry)
        brought = bring_back(Version.objects.get(pk=version.pk))
        assert told(brought) == before, name
        assert {key: getattr(brought, key) for key in WORDS} == WORDS, name


def test_what_a_version_knows_nothing_of_stays_as_it_is(entry: Entry) -> None:
    version = kept(entry)
    rewrite(version, KEPT_LONG_AGO | {"key": entry.key})
    for one in version.revision.version_set.exclude(pk=version.pk):
        (data,) = json.loads(one.serialized_data)
        if one._model is KeyFigure:
            del data["fields"]["label"]
        one.serialized_data = json.dumps([data])
        one.save()
    figure = entry.figures.get()
    figure.label, figure.value = "came later", "9"
    figure.save()
    brought = bring_back(Version.objects.get(pk=version.pk))
    brought.refresh_from_db()
    assert (brought.kind, brought.position, brought.results) == ("blog", 3, "<p>91%.</p>")
    assert (brought.headline_result, brought.byline, brought.title_is_ours) == ("More then.", "Ann", True)
    figure.refresh_from_db()
    assert (figure.value, figure.label) == ("7", "came later")


def test_a_draft_that_was_deleted_comes_back_from_an_old_version(entry: Entry) -> None:
    version = kept(entry)
    rewrite(version, KEPT_LONG_AGO)
    entry.delete()
    brought = bring_back(Version.objects.get(pk=version.pk))
    assert (brought.slug, brought.kind, brought.headline_result, brought.status) == ("old", "blog", "", "draft")
    assert brought.pictures.get().file.name == "pictures/then.png"
    assert [tag.slug for tag in brought.themes.all()] == ["rest"]


@pytest.mark.parametrize(
    "wrong", [{"kind": "gone-kind"}, {"period_start": "no day"}, {"position": "x"}, {"contact": 99}]
)
def test_what_cannot_be_brought_back_any_more_is_refused_in_words(entry: Entry, wrong: dict[str, Any]) -> None:
    version, before = kept(entry), told(entry)
    rewrite(version, KEPT_LONG_AGO | {"key": entry.key} | wrong)
    with pytest.raises(ValidationError):
        bring_back(Version.objects.get(pk=version.pk))
    entry.refresh_from_db()
    assert (told(entry), entry.kind) == (before, "case-study")


def rewrite(version: Version, fields: dict[str, Any]) -> None:
    """Let the version of the entry hold these fields and no others."""
    data = {"model": "entries.entry", "pk": int(version.object_id), "fields": fields}
    version.serialized_data = json.dumps([data])
    version.save()
