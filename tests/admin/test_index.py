"""The desk's first page says what waits, and whose desk it is."""

import pytest
from django.test import Client

from tests import factories
from tests.admin.desk import change, sent, signed_in

pytestmark = pytest.mark.django_db


def test_it_counts_what_waits_and_leads_there() -> None:
    entry = factories.published()
    factories.entry()
    factories.entry(status="submitted")
    editor = signed_in()
    sent(editor, change(entry), summary="Something else.")
    tasks = editor.get("/admin/").context["tasks"]
    assert [(task.count, task.name) for task in tasks][:3] == [
        (1, "published, with changes waiting"),
        (1, "drafts"),
        (1, "submitted"),
    ]
    for task in tasks[:3]:
        assert len(editor.get(task.url).context["cl"].result_list) == task.count


def test_it_is_empty_when_nothing_waits() -> None:
    assert {task.count for task in signed_in().get("/admin/").context["tasks"]} == {0}


def test_it_names_the_site_and_its_organisation() -> None:
    factories.organisation("cheshire-and-wirral-partnership", name="Cheshire and Wirral Partnership")
    page = signed_in().get("/admin/").content.decode()
    assert "Casebook desk" in page
    assert "Cheshire and Wirral Partnership" in page


def test_a_stranger_is_sent_to_sign_in() -> None:
    assert Client().get("/admin/")["Location"] == "/admin/login/?next=/admin/"
