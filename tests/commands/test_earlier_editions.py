"""Filling the library with an earlier Book, by spreadsheet or by fixture: nothing is sent, and nothing old is news."""

import csv
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from entries import library
from entries.models import Mail
from tests import factories
from tests.bigbook.making import row, write
from tests.commands.running import run

pytestmark = pytest.mark.django_db
OWN = "cheshire-and-wirral-partnership"
FIRST_DAY = date(2020, 4, 1)
EARLIER = [f"project-of-2019-20-number-{number}" for number in range(46)]
DAYS = {slug: FIRST_DAY + timedelta(days=number) for number, slug in enumerate(EARLIER)}


def by_spreadsheet(folder: Path) -> None:
    """Import the 46 as a comms team would: a CSV with the dates of then."""
    path = folder / "2019-20.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(["title", "slug", "team", "organisation", "edition", "outcome", "care_groups", "published"])
        for slug, day in DAYS.items():
            sheet.writerow([f"Told in 2020: {slug}", slug, "Ward Team", OWN, "2019-20", "full", "Wards", day])
    out, err, failed = run("import_entries", str(path), "--create", "--publish")
    assert (err, failed) == ("", "")
    assert "46 new" in out


def by_big_book(folder: Path) -> None:
    """Load the 46 as a year's Big Book."""
    book: dict[str, Any] = {"organisation": [OWN], "state": "published", "publishes_at": f"{FIRST_DAY}"}
    rows = [row("edition", key="2019-20", slug="2019-20", title="Big Book 2019-20", **book)]
    for slug, day in DAYS.items():
        told = {"title": f"Told in 2020: {slug}", "edition": ["2019-20"], "outcome": "full", "status": "published"}
        rows.append(row("entry", key=slug, slug=slug, published_at=f"{day}", **told))
        rows.append(row("entryteam", entry=[slug], team=["night-care"]))
    out, err, failed = run("load_big_book", str(write(folder, rows)))
    assert (err, failed) == ("", "")
    assert "46 created" in out


def newest_on_home() -> list[str]:
    """The slugs of what home calls new, in its order."""
    return [card.slug for card in library.read().home().newest]


def newest_first(client: Client) -> list[str]:
    """The slugs of every entry in the order of /entries/."""
    found = client.get("/api/v1/entries/", {"sort": "newest", "page_size": "100"}).json()
    return [result["slug"] for result in found["results"]]


@pytest.fixture
def present() -> list[str]:
    """Seven entries of this year and last in the organisation's Book, newest first."""
    book = factories.edition("2024-25", organisation=factories.organisation(OWN))
    night_care = [factories.team(organisation=book.organisation)]
    days = [factories.PAST + timedelta(days=30 * number) for number in range(7)]
    made = [factories.published(f"Recent {day:%d %B}", at=day, edition=book, teams=night_care) for day in days]
    return [entry.slug for entry in reversed(made)]


@pytest.mark.parametrize("road", [by_spreadsheet, by_big_book])
def test_an_earlier_book_sends_no_mail_and_leaves_home_s_newest(
    road: Callable[[Path], None], tmp_path: Path, present: list[str], mailoutbox: list[Any], client: Client
) -> None:
    before = newest_on_home()
    road(tmp_path)
    assert (mailoutbox, list(Mail.objects.all())) == ([], [])
    assert newest_on_home() == before == present[:5]
    assert "Told in 2020" not in client.get("/").text


@pytest.mark.parametrize("road", [by_spreadsheet, by_big_book])
def test_its_entries_stand_among_the_others_by_their_own_dates(
    road: Callable[[Path], None], tmp_path: Path, present: list[str], client: Client
) -> None:
    road(tmp_path)
    assert newest_first(client) == [*present, *reversed(EARLIER)]
    assert library.read().story(EARLIER[0]).published_on == FIRST_DAY
