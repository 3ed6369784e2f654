"""What the communications team teaches search at the desk acts on the next search."""

from typing import Any

import pytest
from django.test import Client

from entries.models import BestBet, Entry, Synonym
from entries.serving import PAGES
from tests import factories
from tests.admin.desk import sent, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def library() -> Any:
    """Three entries; none has the made-up word that is taught."""
    PAGES.clear()
    for title in ("Night breaks on the wards", "Breaks for porters", "A garden for everybody"):
        factories.published(title, slug=title.lower().replace(" ", "-"))
    yield
    PAGES.clear()


def titles(client: Client, words: str) -> list[str]:
    """What a reader finds, in order."""
    results = client.get("/entries/", {"q": words}).context
    return [card.title for card in results["results"].cards] if results else []


def test_a_synonym_is_added_changed_and_deleted(client: Client) -> None:
    publisher = signed_in("Publisher")
    assert titles(client, "zizzing") == []
    sent(publisher, "/admin/entries/synonym/add/", left="zizzing", right="garden")
    assert titles(client, "zizzing") == ["A garden for everybody"]
    made = Synonym.objects.get(left="zizzing")
    sent(publisher, f"/admin/entries/synonym/{made.pk}/change/", right="porters")
    assert titles(client, "zizzing") == ["Breaks for porters"]
    publisher.post(f"/admin/entries/synonym/{made.pk}/delete/", {"post": "yes"})
    assert titles(client, "zizzing") == []


def test_many_synonyms_are_deleted_at_once(client: Client) -> None:
    made = Synonym.objects.create(left="zizzing", right="garden")
    assert titles(client, "zizzing") == ["A garden for everybody"]
    chosen = {"action": "delete_selected", "_selected_action": made.pk, "post": "yes"}
    signed_in("Publisher").post("/admin/entries/synonym/", chosen)
    assert titles(client, "zizzing") == []


def test_a_best_bet_stands_first_until_it_is_deleted(client: Client) -> None:
    publisher = signed_in("Publisher")
    before = titles(client, "breaks")
    assert len(before) == 2
    pinned = Entry.objects.get(title="A garden for everybody")
    sent(publisher, "/admin/entries/bestbet/add/", words="breaks", entry=pinned.pk)
    assert titles(client, "breaks") == ["A garden for everybody", *before]
    publisher.post(f"/admin/entries/bestbet/{BestBet.objects.get().pk}/delete/", {"post": "yes"})
    assert titles(client, "breaks") == before
