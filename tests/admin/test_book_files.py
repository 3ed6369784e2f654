"""The desk's page of a Book's files: made by who may, offered, and why one cannot be made."""

import re
from pathlib import Path

import pytest
from django.test import Client

from entries.models import Edition, EditionState, Entry
from tests import factories
from tests.admin.desk import signed_in
from tests.outlets.book import pdfs

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def book(tmp_path: Path, settings: pytest.FixtureRequest) -> Edition:
    """A Book with one story, and a folder for what is made of it."""
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]
    made = factories.edition()
    factories.published("Quiet rooms", edition=made, care_groups=["wards"])
    return made


def page(client: Client, book: Edition, **made: str) -> str:
    """The page as it stands, after making a file if one is named."""
    address = f"/admin/entries/edition/{book.pk}/files/"
    answer = client.post(address, made, follow=True) if made else client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_form_of_a_book_leads_to_its_files(book: Edition) -> None:
    form = signed_in("Publisher").get(f"/admin/entries/edition/{book.pk}/change/").content.decode()
    assert f'href="/admin/entries/edition/{book.pk}/files/"' in form


@pytest.mark.parametrize("name", [".pdf", ".epub", "wards.pdf"])
def test_a_publisher_makes_a_file_and_takes_it(book: Edition, name: str) -> None:
    publisher = signed_in("Publisher")
    assert page(publisher, book).count("Not made yet") == 3
    told = page(publisher, book, file=name)
    assert ": made." in told
    assert told.count("Not made yet") == 2
    part, _, ending = name.rpartition(".")
    assert f'href="/editions/2024-25/{f"{part}/" if part else ""}book.{ending}"' in told


def test_all_files_are_made_one_after_another_with_a_page_that_says_how_far_they_are(book: Edition) -> None:
    publisher, address = signed_in("Publisher"), f"/admin/entries/edition/{book.pk}/files/"
    steps, step = [], publisher.post(address, {"all": "1"})
    while "making=" in step.url:
        shown = publisher.get(step.url).content.decode()
        (following,) = re.findall(r'http-equiv="refresh" content="0; url=([^"]*)"', shown)
        steps += re.findall(r"(\d of \d) files done. Now: ([^.]*)\.", shown)
        step = publisher.get(following)
    told = page(publisher, book)
    assert steps == [
        ("0 of 3", "The whole Book, PDF"), ("1 of 3", "The whole Book, EPUB"), ("2 of 3", "Wards, PDF"),
    ]  # fmt: skip
    assert ("3 of 3 files are made." in told, told.count("Not made yet")) == (True, 0)


def test_one_that_cannot_be_made_is_named_and_the_others_are_made(book: Edition) -> None:
    factories.published("Signs", edition=book, care_groups=["theatres"], results="<p>A sign: 𓀀</p>")
    publisher, address = signed_in("Publisher"), f"/admin/entries/edition/{book.pk}/files/"
    for number in range(4):
        publisher.get(f"{address}?make={number}")
    told = page(publisher, book)
    assert ("no font of the Book has the character “𓀀”" in told, "2 of 4 files are made." in told) == (True, True)


@pytest.mark.parametrize("number", ["", "x", "99", "9" * 5000])
def test_a_step_that_there_is_not_is_no_error(book: Edition, number: str) -> None:
    for name in ("make", "making"):
        answer = signed_in("Publisher").get(f"/admin/entries/edition/{book.pk}/files/?{name}={number}", follow=True)
        assert answer.status_code == 200


def test_an_editor_makes_no_file_by_its_step(book: Edition) -> None:
    signed_in("Editor").get(f"/admin/entries/edition/{book.pk}/files/?make=0")
    assert page(signed_in("Publisher"), book).count("Not made yet") == 3


def test_readers_get_the_file_that_the_desk_made(book: Edition) -> None:
    page(signed_in("Publisher"), book, file=".pdf")
    assert "PDF (" in Client().get("/editions/2024-25/").content.decode()


def test_an_editor_looks_and_does_not_make(book: Edition) -> None:
    editor = signed_in("Editor")
    assert 'name="file"' not in page(editor, book)
    assert editor.post(f"/admin/entries/edition/{book.pk}/files/", {"file": ".pdf"}).status_code == 403


def test_a_stranger_is_sent_to_sign_in(book: Edition) -> None:
    assert Client().get(f"/admin/entries/edition/{book.pk}/files/").status_code == 302


def test_what_cannot_be_set_is_named(book: Edition) -> None:
    factories.published("Signs", edition=book, results="<p>A sign: 𓀀</p>")
    told = page(signed_in("Publisher"), book, file=".pdf")
    assert "“Signs”, “Results”: no font of the Book has the character “𓀀”" in told
    assert told.count("Not made yet") >= 3


def test_a_file_that_is_not_there_is_not_made(book: Edition) -> None:
    assert "There is no such file" in page(signed_in("Publisher"), book, file="theatres.pdf")


def test_a_book_that_is_not_out_says_so() -> None:
    book = factories.edition("2031-32", state=EditionState.JUDGING)
    assert "Readers do not see this Book yet" in page(signed_in("Publisher"), book)


def test_a_book_that_is_not_there_is_not_found() -> None:
    assert signed_in("Publisher").get("/admin/entries/edition/999999/files/").status_code == 404


def test_one_story_alone_is_taken_as_a_pdf(book: Edition) -> None:
    client = signed_in("Editor")
    slug = Entry.objects.get().slug
    assert f'<option value="{slug}">Quiet rooms</option>' in page(client, book)
    answer = client.get(f"/admin/entries/edition/{book.pk}/files/", {"entry": slug})
    assert answer["Content-Disposition"] == f'attachment; filename="big-book-2024-25-{slug}.pdf"'
    assert pdfs.outline(pdfs.opened(b"".join(answer.streaming_content))) == [(0, "Quiet rooms")]


@pytest.mark.parametrize("slug", ["nothing", "elsewhere"])
def test_a_story_that_is_not_in_the_book_is_not_given(book: Edition, slug: str) -> None:
    factories.published("Elsewhere", slug="elsewhere")
    answer = signed_in("Editor").get(f"/admin/entries/edition/{book.pk}/files/", {"entry": slug}, follow=True)
    assert "There is no such story in this Book." in answer.content.decode()
