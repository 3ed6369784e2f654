"""Files and what was merged or retired here: an old file makes no second one, and a dump loads as the same."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from entries import library
from entries.bigbook import Did, dump, load, unedited
from entries.editorial.tidying import Merge, Retire, Tidying
from entries.models import Entry, LiveVersion, OldSlug, Organisation, Team, Theme
from tests.bigbook.making import find, row, rows, write

pytestmark = pytest.mark.django_db


def old_file() -> Any:
    """A file in which two themes, two teams and two organisations are there that are one each by now."""
    content = rows()
    content[1:1] = [
        row("organisation", key="anyshire-trust", slug="anyshire-trust", name="Anyshire Trust"),
        row("team", key="slips", slug="slips-team", name="Slips Team", organisation=["anyshire-trust"]),
    ]
    content.append(row("entryteam", entry=["lights"], team=["slips"]))
    content.append(row("entrypartner", entry=["lights"], organisation=["anyshire-trust"], role="funder"))
    return content


def done(change: Tidying) -> None:
    """The change as the desk makes it."""
    with library.writing(), unedited(change.touched()):
        change.carry_out(None)


def merge_all() -> None:
    """Make them one."""
    done(Merge((Theme.objects.get(slug="safety"),), Theme.objects.get(slug="falls")))
    done(Merge((Team.objects.get(key="slips"),), Team.objects.get(key="falls")))
    done(Merge((Organisation.objects.get(key="anyshire-trust"),), Organisation.objects.get(key="anyshire")))


def state() -> tuple[Any, ...]:
    """What there is."""
    return (
        [(one.slug, one.name, one.retired) for one in Theme.objects.order_by("slug")],
        [(one.key, one.slug, one.name, one.organisation.key) for one in Team.objects.order_by("key")],
        [(one.key, one.name) for one in Organisation.objects.order_by("key")],
        [(one.kind, one.slug, one.target, one.merged) for one in OldSlug.objects.order_by("kind", "slug")],
        [
            (one.key, sorted(tag.slug for tag in one.themes.all()), [team.key for team in one.teams.all()],
             [link.organisation.key for link in one.partner_links.all()])
            for one in Entry.objects.order_by("key")
        ],
        list(LiveVersion.objects.order_by("pk").values_list("entry__key", "document")),
    )  # fmt: skip


def test_an_old_file_lands_on_what_its_names_were_merged_into(tmp_path: Path) -> None:
    path = write(tmp_path, old_file())
    load(path)
    merge_all()
    before = state()
    report = load(path)
    assert {line.did for line in report.entries} == {Did.UNCHANGED}
    notes = {line.key: line.note for line in report.names if line.note}
    assert notes == {
        "safety": "merged here into “Falls”; kept.",
        "slips": "merged here into “Falls Team”; kept.",
        "anyshire-trust": "merged here into “Anyshire Partnership”; kept.",
    }
    assert state() == before


def test_a_later_file_still_updates_entries_whose_names_were_merged(tmp_path: Path) -> None:
    content = old_file()
    load(write(tmp_path, content))
    merge_all()
    find(content, "entry", key="fewer-falls")["title"] = "Far fewer falls"
    report = load(write(tmp_path, content))
    assert {line.key: line.did for line in report.entries} == {"fewer-falls": Did.UPDATED, "lights": Did.UNCHANGED}


def test_an_entry_that_was_edited_still_counts_as_edited(tmp_path: Path) -> None:
    content = old_file()
    load(write(tmp_path, content))
    entry = Entry.objects.get(key="fewer-falls")
    entry.summary = "Edited here."
    entry.save()
    merge_all()
    find(content, "entry", key="fewer-falls")["title"] = "Far fewer falls"
    report = load(write(tmp_path, content))
    assert [line.did for line in report.entries] == [Did.CONFLICT, Did.UNCHANGED]


def test_djangos_own_loading_lands_there_too(tmp_path: Path) -> None:
    path = write(tmp_path, old_file())
    load(path)
    merge_all()
    names = state()[:3]
    themes = [row for row in old_file() if row["model"] not in ("entries.entry", "entries.edition")]
    call_command("loaddata", str(write(tmp_path, themes, "names.json")), verbosity=0)
    assert state()[:3] == names
    assert [theme.slug for theme in Entry.objects.get(key="fewer-falls").themes.all()] == ["falls"]


def test_a_dump_loads_elsewhere_as_the_same(tmp_path: Path) -> None:
    load(write(tmp_path, old_file()))
    merge_all()
    done(Retire(Theme.objects.get()))
    dumped, before = dump("2024-25"), state()
    with library.writing():
        for model in (LiveVersion, Entry):
            model.objects.all().delete()
        for name in json.loads(dumped)[::-1]:
            model = {"entries.theme": Theme, "entries.team": Team, "entries.oldslug": OldSlug}.get(name["model"])
            if model is not None:
                model._default_manager.all().delete()
    load(write(tmp_path, dumped, "book.json"))
    assert state() == before
    assert dump("2024-25") == dumped


def test_a_file_that_says_nothing_of_it_leaves_a_retired_name_retired(tmp_path: Path) -> None:
    path = write(tmp_path, old_file())
    load(path)
    done(Retire(Theme.objects.get(slug="safety")))
    assert {line.did for line in load(path).names} == {Did.UNCHANGED}
    assert Theme.objects.get(slug="safety").retired
