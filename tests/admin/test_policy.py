"""The policy in the header of every page of the desk."""

import re

import pytest
from django.test import Client

from tests import factories
from tests.admin.desk import change, signed_in

pytestmark = pytest.mark.django_db
STATED = {
    "default-src": "'none'",
    "script-src": "'self' 'nonce-'",
    "style-src": "'self'",
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def policy(header: str) -> dict[str, str]:
    """The directives, with the nonce's value taken out."""
    plain = re.sub(r"'nonce-[^']+'", "'nonce-'", header)
    return dict(part.strip().split(" ", 1) for part in plain.split(";"))


@pytest.mark.parametrize("page", ["", "entries/entry/", "entries/entry/add/", "password_change/", "entries/edition/"])
def test_it_is_as_stated(page: str) -> None:
    answer = signed_in("superuser").get(f"/admin/{page}")
    assert answer.status_code == 200
    assert policy(answer["Content-Security-Policy"]) == STATED


def test_the_sign_in_page_has_it_too() -> None:
    assert policy(Client().get("/admin/login/")["Content-Security-Policy"]) == STATED


def test_the_editors_import_map_bears_the_nonce() -> None:
    answer = signed_in().get(change(factories.entry()))
    nonce = re.search(r"'nonce-([^']+)'", answer["Content-Security-Policy"])
    assert nonce
    assert f'<script type="importmap" nonce="{nonce[1]}">' in answer.content.decode()


def test_public_pages_keep_theirs() -> None:
    assert "nonce" not in Client().get("/entries/")["Content-Security-Policy"]
