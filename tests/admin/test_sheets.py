"""The list of entries out to Excel and CSV and back in: shown before it is made, all or nothing, nobody overwritten."""

import csv
import io
import re
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reversion.models import Version

from entries.importers.spreadsheet import BACK
from entries.models import SECTIONS, Entry, LiveVersion, ReturnedSheet, Team, Theme, Upkeep
from tests import factories
from tests.admin.desk import signed_in

pytestmark = pytest.mark.django_db
LIST, RETURN = "/admin/entries/entry/", "/admin/entries/entry/sheet/"
Sheet = list[dict[str, str]]


def out(client: Client, query: str = "", ending: str = "csv") -> Sheet:
    """The rows of the list as a sheet."""
    body = b"".join(client.get(f"{LIST}sheet.{ending}{query}").streaming_content)  # type: ignore[attr-defined]
    if ending == "csv":
        return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))
    header, *rows = openpyxl.load_workbook(io.BytesIO(body)).active.iter_rows(values_only=True)
    return [{name: cell or "" for name, cell in zip(header, row, strict=True)} for row in rows]


def back(client: Client, rows: Sheet, ending: str = "csv") -> Any:
    """The page that says what a sheet would change."""
    columns = list(rows[0]) if rows else list(BACK)
    if ending == "csv":
        text = io.StringIO(newline="")
        sheet = csv.DictWriter(text, columns)
        sheet.writeheader()
        sheet.writerows(rows)
        body = text.getvalue().encode()
    else:
        book = openpyxl.Workbook()
        book.active.append(columns)
        for row in rows:
            book.active.append(list(row.values()))
        file = io.BytesIO()
        book.save(file)
        body = file.getvalue()
    return client.post(RETURN, {"sheet": SimpleUploadedFile(f"entries.{ending}", body)}, follow=True)


def agree(client: Client, page: Any) -> str:
    """The page after what was shown was agreed to."""
    found = re.search(r'name="shown" value="(\w+)"', page.content.decode())
    assert found is not None
    return client.post(page.redirect_chain[-1][0], {"shown": found[1]}, follow=True).content.decode()


def wrong(page: Any) -> list[str]:
    """What must be mended first."""
    return [str(problem) for problem in page.context["changes"].wrong]


def changed(page: Any) -> list[tuple[str, ...]]:
    """The names of the columns that change, entry by entry."""
    return [tuple(sorted(one.name for one in row.changes)) for row in page.context["changes"].changed]


cells = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["=1+1", "'=1", "''-x", "+44 151", "@a", "-", "\t=x", "  =x", "＝x", "a; b", ";", "'",
                     "a\r\nb", "a\nb", '"', ",", "\ufeffx", "\x0b=1", "<p>x</p>", "1,204", "007", "TRUE", "2026-10-25",
                     "é", "👩\u200d⚕️"]),
)  # fmt: skip
html = st.one_of(cells, cells.map(lambda text: f"<p>{text}</p>"), st.sampled_from(
    ["<blockquote>x</blockquote>", "<ul><li>a</li></ul><p>b</p>", "<dl><dt>a</dt><dd>b</dd></dl>", "<p>a<br>b</p>"]
))  # fmt: skip


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(cells, min_size=3, max_size=3), story=st.lists(html, min_size=5, max_size=5), name=cells)
def test_what_goes_out_and_comes_back_as_it_is_changes_nothing(
    ending: str, lines: list[str], story: list[str], name: str
) -> None:
    clean = [line.replace("\0", "")[:40] for line in (*lines, name)]
    theme = factories.theme("any")
    theme.name = clean[3] or "Any"
    theme.save()
    entry = Entry.objects.filter(slug="any").first() or factories.entry("Any", slug="any", themes=["any"])
    for field, text in zip(("title", "summary", "headline_result", *SECTIONS), (*clean[:3], *story), strict=True):
        setattr(entry, field, text.replace("\0", "").encode(errors="ignore").decode() or "x")
    entry.save()
    client = Client()
    client.force_login(factories.person("Publisher"))
    page = back(client, out(client, ending=ending), ending)
    assert (wrong(page), changed(page)) == ([], [])
    assert "The sheet changes nothing" in page.content.decode()


def test_formulas_go_out_as_text() -> None:
    factories.entry("=HYPERLINK(1)", slug="one", summary="@sum")
    for ending in ("csv", "xlsx"):
        (row,) = out(signed_in(), ending=ending)
        assert (row["title"], row["summary"]) == ("'=HYPERLINK(1)", "'@sum")
        assert tuple(row) == BACK


def test_a_formula_that_was_changed_comes_back_without_its_mark() -> None:
    entry = factories.entry("=HYPERLINK(1)", slug="one")
    client = signed_in()
    (row,) = out(client)
    agree(client, back(client, [{**row, "title": "'=HYPERLINK(2)"}]))
    entry.refresh_from_db()
    assert entry.title == "=HYPERLINK(2)"


def test_the_sheet_holds_the_list_as_it_is_narrowed() -> None:
    factories.entry("One", status="submitted")
    factories.entry("Two")
    client = signed_in()
    assert [row["title"] for row in out(client, "?status__exact=submitted")] == ["One"]
    assert [row["title"] for row in out(client, "?q=two")] == ["Two"]
    for path in ("sheet.csv?status__exact=%00&x__y=1", "sheet.pdf"):
        assert "there is no sheet of it" in client.get(LIST + path, follow=True).content.decode()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_every_change_is_shown_and_made_only_then(ending: str) -> None:
    entry = factories.entry("Night breaks", slug="breaks", summary="Old words.", aims="<p>Old aim.</p>")
    factories.entry("Other")
    client = signed_in()
    rows = out(client, ending=ending)
    row = next(row for row in rows if row["slug"] == "breaks")
    row |= {
        "summary": "New words.",
        "aims": "<p>New aim.</p>",
        "themes": "Falls",
        "contact_email": "a@anyshire.example",
    }
    page = back(client, rows, ending)
    assert changed(page) == [("aims", "contact_email", "summary", "themes")]
    text = page.content.decode()
    assert "<del>Old</del>" in text
    assert "New names that this makes: theme “Falls”." in text
    entry.refresh_from_db()
    assert (entry.summary, Theme.objects.count()) == ("Old words.", 0)
    assert "Changed 1 entry by the sheet entries." in agree(client, page)
    entry.refresh_from_db()
    assert (entry.summary, entry.aims, entry.contact.mailbox) == ("New words.", "<p>New aim.</p>", "a@anyshire.example")
    assert [theme.name for theme in entry.themes.all()] == ["Falls"]
    latest = Version.objects.get_for_object(entry).first()
    assert latest is not None
    assert latest.revision.comment == f"From the sheet entries.{ending}"
    assert "summary: “Old” becomes “New”" in Upkeep.objects.get().lines[0]["effect"]
    assert not ReturnedSheet.objects.exists()


def test_a_blank_cell_and_a_missing_column_leave_what_is_there() -> None:
    factories.entry("Night breaks", slug="breaks", summary="Old words.", themes=["rest"])
    client = signed_in()
    (row,) = out(client)
    assert changed(back(client, [{**row, "summary": "", "themes": "", "team": ""}])) == []
    assert changed(back(client, [{"slug": "breaks", "title": "Day breaks"}])) == [("title",)]


def test_what_the_desk_changed_since_is_kept_and_named() -> None:
    entry = factories.entry("Night breaks", slug="breaks", summary="Old words.")
    client = signed_in()
    (row,) = out(client)
    entry.summary, entry.headline_result = "The desk's words.", "The desk's line."
    entry.save()
    page = back(client, [{**row, "summary": "The sheet's words.", "title": "Day breaks"}])
    assert changed(page) == [("title",)]
    assert "Changed here since the sheet went out: 1" in page.content.decode()
    agree(client, page)
    entry.refresh_from_db()
    assert (entry.title, entry.summary, entry.headline_result) == (
        "Day breaks",
        "The desk's words.",
        "The desk's line.",
    )


def test_what_changed_after_it_was_shown_is_shown_again() -> None:
    entry = factories.entry("Night breaks", slug="breaks")
    client = signed_in()
    page = back(client, [{**out(client)[0], "title": "Day breaks"}])
    entry.title = "Quiet breaks"
    entry.save()
    assert "Nothing was changed yet" in agree(client, page)
    entry.refresh_from_db()
    assert entry.title == "Quiet breaks"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"title": "x" * 300}, "row 3, title: Ensure this value has at most 200 characters"),
        ({"slug": "nowhere"}, "row 3, slug: there is no entry “nowhere”."),
        ({"slug": ""}, "row 3, slug: is blank."),
        ({"slug": "one"}, "row 3, slug: “one” stands in row 2 already."),
        ({"kind": "poem"}, "row 3, kind: “poem” is none of"),
        ({"status": "published"}, "row 3, status: an entry that is “Draft” does not become “Published” by a sheet."),
        ({"status": "x"}, "row 3, status: “x” is none of"),
        ({"outcome": "full"}, "row 3, outcome: Only a publisher may decide this."),
        ({"published": "2026-01-01"}, "row 3, published: Only a publisher may set the date."),
        ({"published": "soon", "version": ""}, "row 3, published"),
        ({"care_groups": "None such"}, "row 3, care_groups: there is no care group “None such”."),
        ({"contact_email": "no address"}, "row 3, contact_email: Enter a valid email address."),
        ({"region": "London"}, "row 3, region:"),
        ({"version": "abc"}, "row 3, version: is not as it went out."),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_half_saved(given: dict[str, str], message: str) -> None:
    factories.entry("One", slug="one")
    factories.entry("Two", slug="two")
    client = signed_in()
    rows = sorted(out(client), key=lambda row: row["slug"])
    page = back(client, [{**rows[0], "summary": "New."}, {**rows[1], **given}])
    assert message in " ".join(wrong(page))
    assert "--" not in " ".join(wrong(page)), "the desk has no options of a command"
    assert "Nothing was changed" in agree(client, page)
    assert set(Entry.objects.values_list("title", "summary")) == {("One", ""), ("Two", "")}


@pytest.mark.parametrize(
    ("name", "body", "message"),
    [
        ("a.csv", b"slug,colour\none,red\n", "unknown column “colour”"),
        ("a.csv", b"title\nOne\n", "column “slug” is missing"),
        ("a.csv", b"", "The submitted file is empty"),
        ("a.csv", b"\xff\xfe", "UTF-16"),
        ("a.xlsx", b"PK\x03\x04", "damaged"),
        ("a.pdf", b"%PDF", "is neither an Excel file"),
    ],
)
def test_a_file_that_cannot_be_read_says_so(name: str, body: bytes, message: str) -> None:
    answer = signed_in().post(RETURN, {"sheet": SimpleUploadedFile(name, body)})
    assert message in answer.content.decode()
    assert not ReturnedSheet.objects.exists()


def test_an_editor_changes_the_draft_of_a_published_entry_and_nothing_that_readers_see() -> None:
    factories.published("Night breaks", slug="breaks", themes=["rest"])
    factories.theme("falls")
    client = signed_in()
    (row,) = out(client)
    page = back(client, [{**row, "themes": "Falls"}])
    assert "a publisher may do that" in wrong(page)[0]
    agree(client, back(client, [{**row, "title": "Day breaks"}]))
    live = LiveVersion.objects.get()
    assert (live.document["title"], live.draft_differs) == ("Night breaks", True)


def test_a_publisher_moves_and_tags_published_entries_by_a_sheet(client: Client) -> None:
    entry = factories.published("Night breaks", slug="breaks", themes=["rest"])
    factories.theme("falls")
    factories.edition("2024-25")
    publisher = signed_in("Publisher")
    page = back(publisher, [{**out(publisher)[0], "themes": "Falls; Rest", "edition": "2024-25"}])
    assert changed(page) == [("edition", "outcome", "themes")]
    agree(publisher, page)
    entry.refresh_from_db()
    assert (entry.outcome, sorted(tag.slug for tag in entry.themes.all())) == ("full", ["falls", "rest"])
    assert [card.title for card in client.get("/entries/?theme=falls").context["results"].cards] == ["Night breaks"]


def test_a_status_moves_as_the_table_of_moves_allows() -> None:
    entry = factories.entry("Night breaks", slug="breaks", status="submitted")
    editor, publisher = signed_in(), signed_in("Publisher")
    agree(editor, back(editor, [{"slug": "breaks", "status": "In review"}]))
    entry.refresh_from_db()
    assert entry.status == "in-review"
    assert wrong(back(editor, [{"slug": "breaks", "status": "approved"}])) != []
    agree(publisher, back(publisher, [{"slug": "breaks", "status": "approved", "title": "Day breaks"}]))
    entry.refresh_from_db()
    assert (entry.status, entry.title) == ("approved", "Day breaks")


def test_a_team_is_found_in_the_entrys_own_organisation() -> None:
    other = factories.organisation("elsewhere")
    entry = factories.entry("Feet", slug="feet", teams=[factories.team("podiatry", organisation=other)])
    factories.team("hands", organisation=other)
    client = signed_in()
    (row,) = out(client)
    agree(client, back(client, [{**row, "team": "Hands Team"}]))
    assert [team.slug for team in entry.teams.all()] == ["hands"]
    assert Team.objects.count() == 2


def test_a_date_that_excel_rewrote_is_no_change() -> None:
    factories.published("One", slug="one")
    client = signed_in("Publisher")
    (row,) = out(client)
    year, month, day = row["published"][:10].split("-")
    clock = row["published"][11:]
    assert changed(back(client, [{**row, "published": f"{day}/{month}/{year} {clock}".strip()}])) == []


def test_another_persons_sheet_and_a_strangers_are_not_shown() -> None:
    factories.entry("One", slug="one")
    editor = signed_in()
    address = back(editor, [{"slug": "one", "title": "Two"}]).redirect_chain[-1][0]
    assert "not here any more" in signed_in().get(address, follow=True).content.decode()
    assert "/admin/login/" in Client().get(address)["Location"]
    for path in (RETURN, f"{LIST}sheet.csv"):
        assert signed_in("").get(path).status_code == 403
        assert "/admin/login/" in Client().get(path)["Location"]


def test_a_sheet_asks_as_often_for_many_entries_as_for_few() -> None:
    client, asked = signed_in("Publisher"), []
    for number in (2, 20):
        for _ in range(number):
            factories.entry(themes=["rest"], care_groups=["wards"])
        with CaptureQueriesContext(connection) as queries:
            rows = out(client)
        with CaptureQueriesContext(connection) as more:
            back(client, [{**row, "summary": f"{number} words."} for row in rows])
        asked.append((len(queries), len(more)))
    assert asked[0] == asked[1]
