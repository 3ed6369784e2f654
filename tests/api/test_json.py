"""The read-only JSON."""

import json
from typing import Any

import pytest
from django.test import Client

from entries.editorial.actions import withdraw
from entries.models import Lesson, Quote, Resource
from tests import factories

pytestmark = pytest.mark.django_db
FIELDS = [
    "slug", "url", "title", "kind", "outcome", "summary", "headline_result", "team", "organisation",
    "care_groups", "themes", "edition", "published", "updated", "excerpt", "score",
]  # fmt: skip


def get(client: Client, address: str, status: int = 200) -> Any:
    """The JSON at an address."""
    answer = client.get(address)
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/json"
    return json.loads(answer.content)


def test_a_list_has_the_fields_of_the_contract(client: Client) -> None:
    factories.published("Rooms", care_groups=["wards"], themes=["rest"], edition=factories.edition("2024-25"))
    found = get(client, "/api/v1/entries/")
    assert list(found) == ["count", "count_any", "page", "pages", "next", "previous", "suggestion", "facets", "results"]
    result = found["results"][0]
    assert list(result) == FIELDS
    assert (result["care_groups"], result["themes"], result["edition"]) == (["wards"], ["rest"], "2024-25")
    assert (result["excerpt"], result["score"], result["published"]) == ("", None, "2025-06-01")
    assert found["facets"]["theme"] == [{"slug": "rest", "name": "Rest", "count": 1, "selected": False}]
    assert set(found["facets"]) == {"care_group", "theme", "edition", "organisation", "region", "kind", "outcome"}


def test_pages_link_to_each_other(client: Client) -> None:
    for number in range(5):
        factories.published(f"Entry {number}", themes=["rest"])
    second = get(client, "/api/v1/entries/?theme=rest&page_size=2&page=2")
    assert (second["count"], second["pages"]) == (5, 3)
    assert second["next"] == "/api/v1/entries/?theme=rest&page=3&page_size=2"
    assert second["previous"] == "/api/v1/entries/?theme=rest&page_size=2"
    assert len(get(client, second["next"])["results"]) == 1


def test_words_give_a_score_and_a_marked_excerpt(client: Client) -> None:
    factories.published("Rooms", summary="Rest for all & more.")
    result = get(client, "/api/v1/entries/?q=rest")["results"][0]
    assert result["excerpt"] == "<mark>Rest</mark> for all &amp; more."
    assert isinstance(result["score"], int)


def test_an_entry_has_its_story(client: Client) -> None:
    draft = factories.entry(
        "Rooms", aims="<p>Rest.</p>", figures=[("9", "wards")], contact=factories.contact(role="Lead")
    )
    Quote.objects.create(entry=draft, words="Good", role="Nurse")
    Lesson.objects.create(entry=draft, kind="pitfall", text="Locks")
    Resource.objects.create(entry=draft, title="Card", url="https://anyshire.example/card")
    factories.publish(draft)
    found = get(client, f"/api/v1/entries/{draft.slug}/")
    assert found["sections"] == {"aims": "<p>Rest.</p>"}
    assert found["key_figures"] == [{"value": "9", "label": "wards"}]
    assert found["quotes"] == [{"words": "Good", "speaker": "", "role": "Nurse"}]
    assert found["lessons"] == [{"kind": "pitfall", "text": "Locks"}]
    link = {"title": "Card", "url": "https://anyshire.example/card", "kind": "link", "size": None}
    assert found["resources"] == [link]
    assert found["contact"] == {"mailbox": "night.care@anyshire.example", "person": "", "role": "Lead"}


def test_a_hidden_contact_is_null(client: Client) -> None:
    shown = factories.published("Rooms", contact=factories.contact("a@anyshire.example", hidden=True))
    assert get(client, f"/api/v1/entries/{shown.slug}/")["contact"] is None


def test_editions_have_their_parts(client: Client) -> None:
    book = factories.edition("2024-25", received=100, received_qualifier="nearly")
    factories.published("Rooms", edition=book, care_groups=["wards"])
    factories.published("Thanks", edition=book, care_groups=["wards"], outcome="mention")
    found = get(client, "/api/v1/editions/")["results"]
    assert found == [get(client, "/api/v1/editions/2024-25/")]
    assert found[0]["parts"] == [{"slug": "wards", "name": "Wards", "full": 1, "mentions": 1}]
    assert (found[0]["received"], found[0]["publishes_at"]) == (100, "2025-06-01T08:00:00+00:00")


@pytest.mark.parametrize(
    "query", ["theme=none", "sort=best", "page_size=0", "page_size=101", "page_size=x", "theme=%00"]
)
def test_what_the_page_forgives_is_refused_with_a_reason(client: Client, query: str) -> None:
    error = get(client, f"/api/v1/entries/?{query}", 400)["error"]
    assert set(error) == {"code", "message"}
    assert error["message"].startswith(query.split("=")[0])


@pytest.mark.parametrize("address", ["entries/none/", "editions/none/", "entries/?page=2", "nothing/"])
def test_nothing_there_is_404_in_json(client: Client, address: str) -> None:
    assert get(client, f"/api/v1/{address}", 404)["error"]["code"]


def test_a_withdrawn_entry_is_410_in_json(client: Client) -> None:
    shown = factories.published("Rooms")
    withdraw(shown)
    assert get(client, f"/api/v1/entries/{shown.slug}/", 410)["error"]["code"]


def test_an_old_slug_leads_to_the_present_one(client: Client) -> None:
    shown = factories.published("Rooms", slug="one")
    shown.slug = "two"
    shown.save()
    factories.publish(shown)
    answer = client.get("/api/v1/entries/one/")
    assert (answer.status_code, answer["Location"]) == (301, "/api/v1/entries/two/")


def test_an_unchanged_answer_is_304_and_any_site_may_read_it(client: Client) -> None:
    factories.published("Rooms")
    first = client.get("/api/v1/entries/")
    again = client.get("/api/v1/entries/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again["Access-Control-Allow-Origin"]) == (304, "*")
    factories.published("More")
    assert client.get("/api/v1/entries/", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/api/v1/entries/").status_code == 405
