"""The index is right after every road by which readers' view changes: it equals one built from nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from reversion.models import Version

from entries import library
from entries.editorial.actions import publish, withdraw
from entries.importers import Options, import_file
from entries.library import Selection
from entries.models import Entry, Synonym
from tests import factories
from tests.admin.desk import change, sent, signed_in
from tests.bigbook.making import rows, write
from tests.importers.sheets import GOOD, sheet
from tests.search.rows import index_rows

pytestmark = pytest.mark.django_db
FULL_BOOK = Path(__file__).parents[1] / "bigbook" / "full_book.json"


def found(q: str) -> set[str]:
    """The titles of all that have every word."""
    results = library.read().results(Selection(q=q, page_size=100))
    return {card.title for card in results.cards[: results.count]}


def as_built_anew() -> bool:
    """Whether the index is what a rebuild makes of the library."""
    before = index_rows()
    library.rebuild_search()
    return before == index_rows() and bool(before["postings"])


def by_publishing() -> None:
    """Publish, change the draft, publish again."""
    entry = factories.published("Rest rooms", aims="<p>Quiet corners</p>")
    with library.writing():
        entry.title = "Break rooms"
        entry.save()
    assert found("rest rooms") == {"Rest rooms"}
    publish(entry)
    assert (found("rest rooms"), found("break rooms")) == (set(), {"Break rooms"})


def by_withdrawing() -> None:
    """Withdraw one of two."""
    factories.published("Rest rooms")
    withdraw(factories.published("Rest corners"), why="Out of date")
    assert found("rest") == {"Rest rooms"}


def by_loading(tmp_path: Path) -> None:
    """Load a Book, then load it without an entry."""
    call_command("load_big_book", str(write(tmp_path, rows())), verbosity=0)
    assert found("fewer falls") == {"Fewer falls"}


def by_plain_loaddata(tmp_path: Path) -> None:
    """Django's own command."""
    call_command("loaddata", str(FULL_BOOK), verbosity=0)
    titles = {card.title for card in library.read().results(Selection()).cards}
    assert titles
    assert all(title in found(f'"{title}"') for title in titles)


def by_importing(tmp_path: Path) -> None:
    """A spreadsheet, twice, the second time with other words."""
    factories.organisation("anyshire", name="Anyshire Partnership")
    factories.team("falls", name="Falls Team")
    for summary in ("Grab rails everywhere", "Better shoes for everybody"):
        row = {**GOOD, "slug": "fewer", "status": "published", "summary": summary}
        import_file(sheet(tmp_path, row), Options(publish=True), lambda problem: None)
    assert (found("grab rails"), found("better shoes")) == (set(), {"Fewer falls"})


def by_renaming() -> None:
    """A team, a care group and a theme get another name."""
    entry = factories.published("Rest rooms", care_groups=["community-care"], themes=["wellbeing"])
    renamed = {
        "Owls": factories.team(),
        "Neighbourhood": factories.care_group(),
        "Vitality": factories.theme("wellbeing"),
    }
    for name, one in renamed.items():
        one.name = name
        with library.writing():
            one.save()
    assert [found(q) for q in ("owls", "neighbourhood", "vitality", "night care")] == [{entry.title}] * 3 + [set()]


def by_restoring() -> None:
    """An old version comes back as a draft and is published."""
    entry = factories.published("Rest rooms")
    sent(signed_in(), change(entry), title="Break rooms")
    publish(Entry.objects.get(pk=entry.pk))
    oldest = Version.objects.get_for_object(entry).order_by("pk").first()
    assert oldest is not None
    signed_in().post(reverse("admin:entries_entry_bring_back", args=[oldest.pk]))
    assert found("break rooms") == {"Break rooms"}
    publish(Entry.objects.get(pk=entry.pk))
    assert found("rest rooms") == {"Rest rooms"}


def by_teaching() -> None:
    """A synonym of several words is learned, changed and forgotten."""
    factories.published("Rest rooms", aims="<p>Infection prevention and control.</p>")
    with library.writing():
        known = Synonym.objects.create(left="germ patrol", right="infection prevention and control")
    assert found("germ patrol") == {"Rest rooms"}
    known.right = "prevention and control"
    with library.writing():
        known.save()
    assert found("germ patrol") == {"Rest rooms"}
    with library.writing():
        known.delete()
    assert found("germ patrol") == set()


@pytest.mark.parametrize(
    "road", [by_publishing, by_withdrawing, by_renaming, by_restoring, by_teaching], ids=lambda road: road.__name__
)
def test_the_index_is_right_after(road: Callable[[], None]) -> None:
    road()
    assert as_built_anew()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("road", [by_loading, by_plain_loaddata, by_importing], ids=lambda road: road.__name__)
def test_the_index_is_right_after_a_file(road: Callable[[Path], None], tmp_path: Path) -> None:
    road(tmp_path)
    assert as_built_anew()


def test_rebuilding_mends_what_was_lost(client: Client) -> None:
    factories.published("Rest rooms")
    before = index_rows()
    for rows_of in ("posting", "indexeddocument", "wordshape", "surfaceword"):
        Entry._meta.apps.get_model("entries", rows_of).objects.all().delete()
    assert found("rest") == set()
    call_command("rebuild_search", verbosity=0)
    assert index_rows() == before
    assert client.get("/api/v1/entries/?q=rest").json()["count"] == 1
