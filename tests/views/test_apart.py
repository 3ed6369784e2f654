"""Readers' pages do without the desk's code; the desk, its checks and its mails do with it."""

import os
import subprocess
import sys

import pytest
from django.core.checks import run_checks
from django.test import Client
from django.urls import NoReverseMatch, reverse

from entries.admin.site import desk
from entries.editorial import outbox
from entries.models import Theme

ALL_PUBLIC = """
import sys
import casebook.wsgi
from django.urls import get_resolver
assert get_resolver("entries.urls").reverse_dict
print(sorted(name for name in sys.modules if name.startswith(("entries.admin", "entries.importers"))))
"""


def test_a_process_that_serves_readers_alone_loads_nothing_of_the_desk() -> None:
    settings = {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    told = subprocess.run([sys.executable, "-c", ALL_PUBLIC], env=os.environ | settings, capture_output=True, text=True)
    assert (told.stdout.strip(), told.returncode) == ("[]", 0), told.stderr


@pytest.mark.django_db
def test_the_desk_is_there_for_who_asks(client: Client) -> None:
    assert client.get("/admin/login/").status_code == 200
    assert client.get("/admin").status_code == 301
    assert client.get("/about/").status_code == 200
    assert not hasattr(client.get("/admin/login/").wsgi_request, "urlconf")


@pytest.mark.django_db
def test_a_sheet_that_nobody_reads_on_leaves_the_desks_addresses_known(client: Client) -> None:
    assert client.get("/entries.csv").status_code == 200
    assert reverse("admin:index") == "/admin/"


def test_an_address_of_the_desk_is_told_to_readers_requests_too() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("admin:index", "entries.urls")
    assert outbox.desk_address("entries_entry_change", 7).endswith("/admin/entries/entry/7/change/")


def test_the_desk_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run_checks(tags=["admin"]) == []
    monkeypatch.setattr(type(desk._registry[Theme]), "list_display", ["no_such_field"])
    assert [one.id for one in run_checks(tags=["admin"])] == ["admin.E108"]
