"""Uploaded files."""

from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http.response import HttpResponseBase
from django.test import Client

Get = Callable[[str], HttpResponseBase]


@pytest.fixture
def kept(client: Client) -> Get:
    """Keep a file of that name and get it."""

    def keep_and_get(name: str) -> HttpResponseBase:
        return client.get(
            "/media/" + default_storage.save(f"resources/{name}", ContentFile(b"<script>alert(1)</script>"))
        )

    return keep_and_get


@pytest.mark.parametrize("name", ["a.png", "b.JPG", "c.jpeg", "d.gif", "e.webp"])
def test_pictures_are_shown_in_place(kept: Get, name: str) -> None:
    answer = kept(name)
    assert answer["Content-Type"].startswith("image/")
    assert answer["Content-Disposition"].startswith("inline")


@pytest.mark.parametrize("name", ["a.html", "b.svg", "c.xml", "d.js", "e", "f.xhtml", "g.HTML"])
def test_what_could_run_is_saved_not_shown(kept: Get, name: str) -> None:
    answer = kept(name)
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")


def test_documents_are_attachments_of_their_type(kept: Get) -> None:
    answer = kept("card.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")


def test_they_may_be_kept_for_a_year_and_never_guessed_at(kept: Get) -> None:
    answer = kept("a.png")
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert not answer.cookies


@pytest.mark.parametrize(
    "path",
    [
        "nothing.png", "../tests.sqlite3", "..%2Ftests.sqlite3", "%2e%2e/tests.sqlite3", "resources/../../x",
        "%2Fetc%2Fpasswd", "/etc/passwd", "resources", "resources/", "a%00b.png", "..%5Cx", "x" * 5_000, ".",
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_nothing_else_is_reached(client: Client, path: str) -> None:
    assert client.get("/media/" + path).status_code == 404


def test_it_rejects_posting(client: Client) -> None:
    assert client.post("/media/a.png").status_code == 405
