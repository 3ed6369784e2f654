"""A dump holds all of a Book, and loads again without a loss."""

import json
from pathlib import Path

import pytest

from entries.bigbook import Did, NoSuchEdition, changes_waiting, dump, load
from entries.editorial.actions import withdraw
from entries.library import settle_left_over
from entries.models import (
    CareGroup,
    Contact,
    Edition,
    Entry,
    LiveVersion,
    LoadRecord,
    OldSlug,
    Organisation,
    Team,
    Theme,
)
from tests.bigbook.making import find, row, rows, write

pytestmark = pytest.mark.django_db

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures").glob("*.json"))


def empty() -> None:
    """Take everything away, as in a database just made."""
    for organisation in Organisation.objects.exclude(successor=None):
        organisation.successor = None
        organisation.save()
    for model in (LoadRecord, LiveVersion, Entry, Edition, Team, Organisation, Contact, CareGroup, Theme, OldSlug):
        model._default_manager.all().delete()


def full() -> list[dict[str, object]]:
    """A Book with what a dump must not lose: a renamed entry, a successor, a hidden contact, an entry twice told."""
    content = rows()
    content += [
        row("organisation", key="newshire", slug="newshire", name="Newshire", successor=None),
        row("oldslug", kind="entry", slug="falls-before", target="fewer-falls"),
        row("oldslug", kind="theme", slug="slips", target="falls"),
    ]
    find(content, "organisation", key="anyshire")["successor"] = ["newshire"]
    find(content, "contact")["hidden"] = True
    find(content, "entry", key="lights")["same_project"] = [["fewer-falls"]]
    return content


def test_a_dump_of_a_loaded_file_loads_unchanged(tmp_path: Path) -> None:
    load(write(tmp_path, full()))
    report = load(write(tmp_path, dump("2024-25")))
    assert {line.did for line in report.entries + report.names} == {Did.UNCHANGED}


def test_load_dump_load_gives_the_same_bytes(tmp_path: Path) -> None:
    load(write(tmp_path, full()))
    first = dump("2024-25")
    empty()
    load(write(tmp_path, first))
    assert dump("2024-25") == first


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_the_samples_survive_it_too(path: Path, tmp_path: Path) -> None:
    load(path)
    for slug in Edition.objects.values_list("slug", flat=True):
        empty()
        load(path)
        first = dump(slug)
        empty()
        load(write(tmp_path, first))
        assert dump(slug) == first


def test_only_what_is_not_a_default_stands_in_it(tmp_path: Path) -> None:
    load(write(tmp_path, rows()))
    lights = find(json.loads(dump("2024-25")), "entry", key="lights")
    assert lights == {"key": "lights", "slug": "lights", "title": "Night lights", "edition": ["2024-25"], "position": 2}


def test_it_is_text_for_people(tmp_path: Path) -> None:
    content = rows()
    find(content, "entry", key="lights")["title"] = "Café “Léa” at night"
    load(write(tmp_path, content))
    text = dump("2024-25")
    assert "Café “Léa” at night" in text
    assert text.endswith("]\n")


def test_a_withdrawn_entry_stays_known_as_seen(tmp_path: Path) -> None:
    load(write(tmp_path, rows()))
    withdraw(Entry.objects.get(key="fewer-falls"), why="Consent ended.")
    first = dump("2024-25")
    empty()
    load(write(tmp_path, first))
    entry = Entry.objects.get(key="fewer-falls")
    assert (entry.was_public, entry.withdrawn_because) == (True, "Consent ended.")


def test_entries_of_other_books_stay_out(tmp_path: Path) -> None:
    content = rows()
    find(content, "entry", key="lights")["edition"] = None
    load(write(tmp_path, content))
    assert "lights" not in dump("2024-25")


def test_it_tells_how_many_have_changes_waiting(tmp_path: Path) -> None:
    load(write(tmp_path, rows()))
    assert changes_waiting("2024-25") == 0
    entry = Entry.objects.get(key="fewer-falls")
    entry.summary = "Edited."
    entry.save()
    settle_left_over()
    assert changes_waiting("2024-25") == 1


def test_an_unknown_book_is_refused() -> None:
    with pytest.raises(NoSuchEdition):
        dump("1999-00")
