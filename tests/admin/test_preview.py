"""The draft as a reader would see it; nothing is stored and nothing is shown to others."""

import pytest
from django.test import Client
from django.urls import reverse

from entries.models import LiveVersion
from tests import factories
from tests.admin.desk import change, sent, signed_in

pytestmark = pytest.mark.django_db


def test_it_shows_the_draft_of_a_published_entry() -> None:
    entry = factories.published("Night breaks", aims="<p>Old aim</p>")
    editor = signed_in()
    sent(editor, change(entry), title="Day breaks", aims="<p>New aim</p>")
    page = editor.get(reverse("admin:entries_entry_preview", args=[entry.pk])).content.decode()
    assert "Day breaks" in page
    assert "New aim" in page
    assert "Old aim" not in page
    assert LiveVersion.objects.get().document["title"] == "Night breaks"


def test_it_shows_a_draft_that_was_never_published() -> None:
    entry = factories.entry("Night breaks", edition=factories.edition(state="judging"), care_groups=["community-care"])
    assert signed_in().get(reverse("admin:entries_entry_preview", args=[entry.pk])).status_code == 200
    assert not LiveVersion.objects.exists()


def test_a_stranger_is_sent_to_sign_in() -> None:
    entry = factories.entry()
    assert "/admin/login/" in Client().get(reverse("admin:entries_entry_preview", args=[entry.pk]))["Location"]


def test_one_that_is_not_there_leads_to_the_desk() -> None:
    assert signed_in().get(reverse("admin:entries_entry_preview", args=[999])).status_code == 302
