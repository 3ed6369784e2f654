"""Entries as CSV and Excel: the selection's, whole, and without a formula in it."""

import csv
import io
import re
import tracemalloc
from typing import Any

import openpyxl
import pytest
from django.test import Client

from entries.editorial.actions import withdraw
from entries.outlets import sheet
from entries.text.sheets import LONGEST_CELL
from tests import factories
from tests.browser.states import everything

pytestmark = pytest.mark.django_db


def csv_rows(client: Client, query: str = "") -> list[dict[str, str]]:
    """The rows of the CSV file."""
    answer = client.get(f"/entries.csv{query}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert answer["Content-Disposition"] == 'attachment; filename="entries.csv"'
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))


def excel_rows(client: Client, query: str = "") -> list[dict[str, Any]]:
    """The rows of the Excel file."""
    answer = client.get(f"/entries.xlsx{query}")
    assert (answer.status_code, answer["Content-Type"]) == (200, sheet.EXCEL)
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    header, *rows = book.worksheets[0].iter_rows()
    assert all(cell.data_type != "f" for row in rows for cell in row)
    return [{str(name.value): cell.value or "" for name, cell in zip(header, row, strict=True)} for row in rows]


@pytest.mark.parametrize("rows", [csv_rows, excel_rows])
def test_a_row_says_what_readers_see(client: Client, rows: Any) -> None:
    own = factories.organisation(region="midlands")
    contact = factories.contact("night@anyshire.example", person="Dr Okonjo")
    factories.published(
        "Rooms", slug="rooms", summary="In short.", headline_result="£2 saved.", care_groups=["wards", "homes"],
        themes=["rest"], teams=[factories.team(organisation=own)], edition=factories.edition("2024-25"),
        aims="<p>To rest.</p><ul><li>A room</li></ul>", contact=contact,
    )  # fmt: skip
    (row,) = rows(client)
    del row["updated"]
    assert row == {
        "title": "Rooms", "slug": "rooms", "kind": "case-study", "outcome": "full", "edition": "2024-25",
        "organisation": "Anyshire Partnership", "team": "Night Care Team", "care_groups": "Homes; Wards",
        "themes": "Rest", "summary": "In short.", "headline_result": "£2 saved.", "aims": "To rest.\n\nA room",
        "actions": "", "results": "", "next_steps": "", "lessons_learned": "", "contact_name": "Dr Okonjo",
        "contact_email": "night@anyshire.example", "published": "2025-06-01", "region": "Midlands",
        "url": "http://testserver/entries/rooms/",
    }  # fmt: skip


@pytest.mark.parametrize("rows", [csv_rows, excel_rows])
def test_a_sheet_has_the_whole_selection_in_its_order(client: Client, rows: Any) -> None:
    factories.many(130)
    assert len(rows(client, "?page=2")) == 130
    chosen = rows(client, "?theme=theme-3&sort=title")
    assert [row["title"] for row in chosen] == sorted(row["title"] for row in chosen)
    assert {row["themes"] for row in chosen} == {"Theme 3"}
    assert rows(client, "?q=00007")[0]["title"] == "Project 00007 about breaks"
    assert rows(client, "?theme=atlantis") == []


@pytest.mark.parametrize("rows", [csv_rows, excel_rows])
@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "＝1"])
def test_no_cell_is_a_formula(client: Client, rows: Any, text: str) -> None:
    factories.published(text, summary=text, aims=f"<p>{text}</p>")
    (row,) = rows(client)
    assert row["title"].startswith("'")
    assert [cell for cell in row.values() if re.match(r"[\t\r\n]|\s*[=+\-@＝]", cell)] == []


def test_what_a_workbook_cannot_hold_hides_no_formula(client: Client) -> None:
    factories.published("\uffff=1+1")
    (row,) = excel_rows(client)
    assert row["title"] == "'=1+1"


@pytest.mark.parametrize("rows", [csv_rows, excel_rows])
def test_a_hidden_contact_a_draft_and_a_withdrawn_entry_are_in_no_sheet(client: Client, rows: Any) -> None:
    hidden = factories.contact("secret@anyshire.example", person="Secret", hidden=True)
    gone = factories.published("Rooms", contact=hidden)
    factories.published("Cards", contact=hidden)
    factories.entry("Draft")
    assert {row["title"] for row in rows(client)} == {"Rooms", "Cards"}
    assert {row["contact_email"] + row["contact_name"] for row in rows(client)} == {""}
    withdraw(gone, why="The team asked.")
    assert [row["title"] for row in rows(client)] == ["Cards"]


@pytest.mark.parametrize("rows", [csv_rows, excel_rows])
def test_every_field_of_an_entry_with_everything_fits(client: Client, rows: Any) -> None:
    everything("Breaks for night staff", aims=f"<p>{'n ' * 40_000}</p>")
    (row,) = rows(client)
    assert "Over 1,204 breaks taken in full" in row["results"]
    assert len(row["aims"]) == (79_999 if rows is csv_rows else LONGEST_CELL)


def test_what_excel_cannot_hold_says_so(client: Client) -> None:
    factories.published("Rooms", aims=f"<p>{'n ' * 40_000}</p>", summary="half \ud83d characters \ufffe".encode(
        "utf-8", "ignore").decode())  # fmt: skip
    (row,) = excel_rows(client)
    assert row["aims"].endswith("[cut: Excel holds no more in a cell]")


def test_results_lead_to_their_sheets(client: Client) -> None:
    factories.published("Rooms", themes=["rest"])
    page = client.get("/entries/?theme=rest&page=1").content.decode()
    for address in ("/entries.csv", "/entries.xlsx", "/feeds/entries.atom"):
        assert f'href="{address}?theme=rest" rel="nofollow"' in page
    assert "/entries.csv" not in client.get("/entries/?theme=atlantis").content.decode()


def test_a_sheet_is_made_row_by_row(client: Client) -> None:
    # Long words, as few of them as make the size: what search does with them is not asked here.
    factories.many(600, results=f"<p>{('n' * 99 + ' ') * 200}</p>")
    client.get("/entries.csv?q=nothing")
    tracemalloc.start()
    answer = client.get("/entries.csv")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sum(map(len, answer.streaming_content)) > 12_000_000
    assert peak < 9_000_000


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_sheet_rejects_posting(client: Client, ending: str) -> None:
    assert client.post(f"/entries.{ending}").status_code == 405


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_more_than_a_file_holds_is_refused_with_the_way_to_less(
    client: Client, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.published("Rooms", themes=["rest"])
    factories.published("Beds", themes=["rest"])
    factories.published("Lamps")
    monkeypatch.setattr(sheet, "MOST_ROWS", 1)
    answer = client.get(f"/entries.{ending}?theme=rest")
    page = answer.content.decode()
    assert (answer.status_code, "You asked for 2 projects" in page) == (400, True)
    assert '<a href="/entries/?theme=rest">' in page
    assert client.get(f"/entries.{ending}?q=lamps").status_code == 200
