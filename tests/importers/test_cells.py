"""What the cells of a new row become."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from entries.models import Contact, Entry, Kind, OldSlug, Outcome, Status
from tests import factories
from tests.importers.sheets import good, wrong

pytestmark = pytest.mark.django_db


def test_a_row_becomes_a_draft(tmp_path: Path) -> None:
    outcome = good(tmp_path, {"summary": "Two sentences.", "kind": "News"})
    entry = Entry.objects.get()
    assert (outcome.new, outcome.saved) == (1, True)
    assert (entry.title, entry.slug, entry.key, entry.kind, entry.status, entry.published_at) == (
        "Fewer falls", "fewer-falls", "fewer-falls", Kind.NEWS, Status.DRAFT, None,
    )  # fmt: skip


@pytest.mark.parametrize("status", ["draft", "submitted", "in-review", "approved"])
def test_a_status_before_publishing_is_kept(status: str, tmp_path: Path) -> None:
    good(tmp_path, {"status": status}, publish=True)
    assert Entry.objects.get().status == status


def test_plain_text_becomes_paragraphs(tmp_path: Path) -> None:
    good(tmp_path, {"aims": "One & two.\n\nThree."})
    assert Entry.objects.get().aims == "<p>One &amp; two.</p><p>Three.</p>"


def test_html_is_kept_and_cleaned(tmp_path: Path) -> None:
    good(tmp_path, {"aims": '<p onclick="x()">One</p><script>alert(1)</script>'})
    assert Entry.objects.get().aims == "<p>One</p>"


def test_an_entry_of_a_book_has_its_outcome(tmp_path: Path) -> None:
    factories.edition("2024-25")
    good(tmp_path, {"edition": "2024-25", "outcome": "mention"})
    assert Entry.objects.get().outcome == Outcome.MENTION


def test_a_date_means_midnight_in_london(tmp_path: Path) -> None:
    good(tmp_path, {"published": "2025-07-01"}, publish=True)
    assert Entry.objects.get().published_at == datetime(2025, 6, 30, 23, tzinfo=UTC)


def test_a_blank_date_is_the_books(tmp_path: Path) -> None:
    book = factories.edition("2024-25")
    good(tmp_path, {"edition": "2024-25"}, publish=True)
    assert Entry.objects.get().published_at == book.publishes_at


def test_a_blank_date_without_a_book_is_today(tmp_path: Path) -> None:
    with time_machine.travel(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)):
        good(tmp_path, {}, publish=True)
    assert Entry.objects.get().published_at == datetime(2026, 7, 1, 23, tzinfo=UTC)


def test_rows_share_a_contact_found_by_mailbox_and_name(tmp_path: Path) -> None:
    kept = factories.contact("Falls@anyshire.example", person="Ann Fox", hidden=True)
    cells = {"contact_email": "falls@anyshire.example", "contact_name": "Ann Fox"}
    good(tmp_path, {**cells, "slug": "a"}, {**cells, "slug": "b"}, {"slug": "c", "contact_name": "Ben Iqbal"})
    assert [entry.contact for entry in Entry.objects.filter(slug__in="ab")] == [kept, kept]
    assert sorted(Contact.objects.values_list("person", flat=True)) == ["Ann Fox", "Ben Iqbal"]


def test_slugs_from_titles_are_free_ones(tmp_path: Path) -> None:
    factories.entry("Lights", slug="lights")
    OldSlug.objects.create(kind="entry", slug="doors", target="x")
    titles = ["Lights", "Lights", "Doors", "Print", "Beds", "ÉÉ, ça!"]
    good(tmp_path, *({"title": title} for title in titles), {"title": "Other", "slug": "beds"})
    made = list(Entry.objects.exclude(title="Other").order_by("pk").values_list("slug", flat=True))
    assert made == ["lights", "lights-2", "lights-3", "doors-2", "print-2", "beds-2", "ee-ca"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"title": ""}, "title: is blank"),
        ({"team": ""}, "team: is blank"),
        ({"title": "x" * 201}, "title: Ensure this value has at most 200"),
        ({"headline_result": "x" * 201}, "headline_result: Ensure"),
        ({"slug": "not a slug"}, "slug: Enter a valid"),
        ({"slug": "print"}, "slug: “print” is kept"),
        ({"kind": "poem"}, "kind: “poem” is none of case-study"),
        ({"status": "live"}, "status: “live” is none of"),
        ({"status": "withdrawn"}, "status: An import withdraws nothing"),
        ({"outcome": "full"}, "outcome: is only for entries of an edition"),
        ({"published": "1/7/2025"}, "published: “1/7/2025” is not a date"),
        ({"published": "2025-02-30"}, "published: “2025-02-30” is not a date"),
        ({"published": "0025-02-03"}, "published: the year"),
        ({"contact_email": "falls"}, "contact_email: Enter a valid email"),
        ({"region": "Narnia"}, "region: “Narnia” is none of East of England"),
    ],
)
def test_a_bad_cell_is_named_by_file_row_and_column(row: dict[str, str], words: str, tmp_path: Path) -> None:
    [problem] = wrong(tmp_path, row)
    assert problem.startswith(f"sheet.csv, row 2, {words}")


def test_every_bad_cell_is_named(tmp_path: Path) -> None:
    problems = wrong(tmp_path, {"title": "", "kind": "poem"}, {"slug": "fine"}, {"published": "soon"})
    assert [problem.split(":")[0] for problem in problems] == [
        "sheet.csv, row 2, title", "sheet.csv, row 2, kind", "sheet.csv, row 4, published",
    ]  # fmt: skip


def test_a_slug_given_twice_is_an_error_of_the_second_row(tmp_path: Path) -> None:
    assert wrong(tmp_path, {"slug": "a"}, {"slug": "A"}) == ["sheet.csv, row 3, slug: “a” stands in row 2 already."]


def test_a_slug_that_was_anothers_is_refused(tmp_path: Path) -> None:
    OldSlug.objects.create(kind="entry", slug="doors", target="gates")
    [problem] = wrong(tmp_path, {"slug": "doors"})
    assert "was the address of “gates”" in problem
