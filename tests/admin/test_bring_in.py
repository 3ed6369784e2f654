"""Bringing files in at the desk: upload, progress, a line for each file, download."""

from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from entries.admin import deliveries
from entries.models import Delivery, Entry, FoundEntry, ReadState, ReceivedFile
from tests import factories
from tests.admin.desk import signed_in
from tests.importers.sent import brought, upload
from tests.importers.stories import stories
from tests.importers.word_files import real_headings, word_file

pytestmark = pytest.mark.django_db
BRING = "/admin/entries/delivery/add/"


def page(delivery: Delivery) -> str:
    """The address of a delivery's page."""
    return reverse("admin:entries_delivery_change", args=[delivery.pk])


def sent(client: Client, *paths: Path, **fields: Any) -> HttpResponse:
    """The page after sending these files, when all are read."""
    answer = client.post(BRING, {"sent": [upload(path) for path in paths], **fields}, follow=True)
    while "Refresh" in answer:
        answer = client.get(answer["Refresh"].partition("url=")[2], follow=True)
    return answer


def word_files(folder: Path, count: int) -> list[Path]:
    """So many good Word files."""
    return [word_file(folder / f"{one.number}.docx", real_headings, one) for one in stories(count)]


def test_several_files_are_read_and_have_a_line_each(tmp_path: Path) -> None:
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    book = factories.edition("2026-27")
    answer = sent(signed_in(), *word_files(tmp_path, 2), tmp_path / "old.doc", edition=book.pk)
    told = answer.content.decode()
    assert "3 of 3 read." in told
    assert "2 entries wait for your review." in told
    assert all(story.title in told for story in stories(2))
    assert "We cannot read this type. Save it as .docx, or paste the text here." in told
    first = FoundEntry.objects.order_by("pk")[0]
    assert f'href="/admin/entries/delivery/found/{first.pk}/">Review the first</a>' in told
    delivery = Delivery.objects.get()
    assert (delivery.edition, delivery.sent_by is None) == (book, False)
    assert not Entry.objects.exists()
    assert mail.outbox == []


def test_text_is_pasted() -> None:
    answer = sent(signed_in(), text="Bells\nTeam: Linden\nResults\nFewer steps.")
    assert "Pasted text.txt" in answer.content.decode()
    assert "1 entry waits for your review." in answer.content.decode()


def test_nothing_sent_and_too_many_files_are_refused_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in()
    assert "Choose files, or paste the text." in sent(client, text=" ").content.decode()
    monkeypatch.setattr(deliveries, "MOST_FILES", 1)
    assert "These are 2 files. Send at most 1 at once." in sent(client, *word_files(tmp_path, 2)).content.decode()
    assert "has at most 500000 characters" in sent(client, text="x" * 500_001).content.decode()
    assert not Delivery.objects.exists()


def test_progress_goes_on_without_script_and_after_a_stop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deliveries, "STEP", 0)
    client = signed_in()
    first = client.post(BRING, {"sent": [upload(path) for path in word_files(tmp_path, 3)]})
    assert ReceivedFile.objects.filter(state=ReadState.WAITING).count() == 3
    step = client.get(first["Location"])
    assert "1 of 3 read." in step.content.decode()
    assert step["Refresh"] == f"0; url={first['Location']}"
    # Whoever comes back later finds a page that reads nothing by itself, and a way to go on.
    waiting = client.get(page(Delivery.objects.get()))
    assert "Refresh" not in waiting
    assert f'href="{first["Location"]}"' in waiting.content.decode()
    client.get(first["Location"])
    last = client.get(first["Location"])
    assert last["Location"] == page(Delivery.objects.get())


def test_a_file_is_saved_as_it_was_sent_and_never_shown(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<h1>Bells</h1><script>alert(1)</script>")
    client = signed_in()
    sent(client, path)
    received = ReceivedFile.objects.get()
    answer = client.get(reverse("admin:entries_delivery_file", args=[received.pk]))
    assert b"".join(answer) == path.read_bytes()  # type: ignore[arg-type]
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="page.html"'
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("form", ["{}", "RECEIVED/../{}", "./{}", "/{}"])
def test_readers_cannot_have_what_was_brought_in(form: str, tmp_path: Path, client: Client) -> None:
    received = brought(word_files(tmp_path, 1)).files.get()
    assert client.get(f"/media/{form.format(received.file.name)}").status_code == 404
    assert "login" in client.get(reverse("admin:entries_delivery_file", args=[received.pk]))["Location"]


@pytest.mark.parametrize("path", ["add/", "", "{}/change/", "{}/read/", "file/{}/"])
def test_who_may_not_write_entries_is_refused(path: str, tmp_path: Path) -> None:
    delivery = brought(word_files(tmp_path, 1))
    factories.person()
    client = signed_in("")
    assert client.get(f"/admin/entries/delivery/{path.format(delivery.pk)}").status_code == 403


def test_an_address_of_nothing_is_not_found() -> None:
    client = signed_in()
    for path in ("9/change/", "9/read/", "file/9/", f"{'9' * 30}/change/", "x/change/"):
        assert client.get(f"/admin/entries/delivery/{path}").status_code == 404


def test_a_file_that_was_not_read_is_read_again(tmp_path: Path) -> None:
    delivery = brought(word_files(tmp_path, 1))
    delivery.files.get().found.all().delete()
    received = delivery.files.get()
    received.state, received.message = ReadState.UNREADABLE, "It was not."
    received.save()
    client = signed_in()
    assert "1 entry waits" in client.post(page(delivery), {"again": received.pk}, follow=True).content.decode()
    told = client.post(page(delivery), {"again": "x"}, follow=True).content.decode()
    assert "There is no such file." in told


def test_the_list_counts_in_a_fixed_number_of_queries(
    tmp_path: Path, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    client = signed_in()
    files = word_files(tmp_path, 4)
    brought(files[:1])
    with django_assert_max_num_queries(12) as before:
        told = client.get("/admin/entries/delivery/").content.decode()
    assert "1 of 1" in told
    for path in files[1:]:
        brought([path])
    with django_assert_num_queries(len(before)):
        client.get("/admin/entries/delivery/")


def test_a_deliverys_page_asks_as_often_for_ten_files_as_for_one(
    tmp_path: Path, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    client, few, many = signed_in(), brought(word_files(tmp_path, 1)), brought(word_files(tmp_path, 11)[1:])
    with django_assert_max_num_queries(14) as before:
        client.get(page(few))
    with django_assert_num_queries(len(before)):
        client.get(page(many))


def test_the_first_page_and_the_list_lead_there() -> None:
    client = signed_in()
    for address in ("/admin/", "/admin/entries/entry/"):
        assert f'href="{BRING}"' in client.get(address).content.decode()
