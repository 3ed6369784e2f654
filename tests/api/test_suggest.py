"""`/suggest/`: completions of what a reader types, all of them visible now."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from entries import library
from entries.editorial.actions import withdraw
from entries.models import EditionState, Team
from tests import factories

pytestmark = pytest.mark.django_db


def suggest(client: Client, words: str) -> Any:
    """What is suggested for these words."""
    answer = client.get("/suggest/", {"q": words})
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/json"
    return json.loads(answer.content)


def test_it_completes_themes_then_teams_then_titles_then_words(client: Client) -> None:
    factories.published(
        "Rota of one ward", summary="Rotas for all.", themes=["rotas-and-rest"], care_groups=["rotary-homes"],
        teams=[factories.team("rota-makers")],
    )  # fmt: skip
    expected = ["Rotary homes", "Rotas and rest", "Rota Makers Team", "Rota of one ward"]
    found = suggest(client, "rota")
    assert found[:4] == expected
    assert set(found[4:]) == {"rota", "rotas", "rotary"}


def test_words_come_by_how_common_they_are(client: Client) -> None:
    factories.published("One", summary="Breakfast and breaks.")
    factories.published("Two", summary="Breaks.")
    factories.published("Three", summary="Bread for all at the break of day.")
    assert suggest(client, "brea") == ["breaks", "bread", "break", "breakfast"]


@pytest.mark.parametrize("words", ["CAFÉ rec", "cafe rec", "rec cafe", "Caf-é rec".replace("-", ""), "  cafe   rec  "])
def test_accents_case_order_and_spaces_do_not_matter(client: Client, words: str) -> None:
    factories.published("Recipes of the Café")
    assert suggest(client, words)[0] == "Recipes of the Café"


@pytest.mark.parametrize("words", ["e-rost", "erost", "e rost", "E‑ROST"])
def test_hyphens_do_not_matter(client: Client, words: str) -> None:
    factories.published("E-rostering for wards")
    assert suggest(client, words)[0] == "E-rostering for wards"


def test_a_hyphen_may_part_what_is_written_as_one(client: Client) -> None:
    factories.published("WiFi on wards")
    factories.published("Within five weeks")
    assert suggest(client, "wi-fi") == ["WiFi on wards", "wifi"]


def test_every_word_must_begin_a_word(client: Client) -> None:
    factories.published("Rooms to rest")
    assert suggest(client, "rooms rest") == ["Rooms to rest", "rooms rest"]
    assert suggest(client, "ooms") == []
    assert suggest(client, "rooms zebra") == []


def test_the_last_word_is_completed_to_what_stands_with_the_others(client: Client) -> None:
    factories.published("Wards", summary="Agency spending fell.")
    factories.published("Homes", summary="Spices for all.")
    assert suggest(client, "agency sp") == ["agency spending"]


def test_nothing_typed_gives_nothing(client: Client) -> None:
    factories.published()
    assert [suggest(client, words) for words in ("", "   ", "\t", "?!", "👍", "\x00")] == [[]] * 6
    assert json.loads(client.get("/suggest/").content) == []


def test_there_are_ten_at_most_and_none_twice(client: Client) -> None:
    for number in range(9):
        factories.published(f"Same {number}", summary=f"Same{'x' * number} same.")
    factories.published("Same 8", summary="As before.")
    found = suggest(client, "same")
    assert len(found) == 10
    assert len(set(found)) == 10


def hidden_words(client: Client) -> list[str]:
    return [
        one for words in ("zebra", "zeb", "quagga", "okapi", "night ok", "crossing") for one in suggest(client, words)
    ]


def secret(**fields: Any) -> Any:
    """An entry whose title, team and story have words that stand nowhere else."""
    return factories.entry(
        "Zebra crossings", summary="Quaggas crossing.", themes=["zebras"], care_groups=["quaggas"],
        teams=[factories.team("okapi-night")], **fields,
    )  # fmt: skip


def test_nothing_of_a_draft_is_suggested(client: Client) -> None:
    factories.published("Rooms")
    secret()
    assert hidden_words(client) == []


def test_nothing_of_a_withdrawn_entry_is_suggested(client: Client) -> None:
    factories.published("Rooms")
    made = secret()
    factories.publish(made)
    assert len(hidden_words(client)) > 10
    withdraw(made)
    assert hidden_words(client) == []


def test_nothing_of_an_embargoed_entry_is_suggested(client: Client) -> None:
    factories.published("Rooms")
    made = secret()
    factories.publish(made, at=timezone.now() + timedelta(days=1))
    assert hidden_words(client) == []


def test_nothing_of_a_book_that_is_not_out_is_suggested(client: Client) -> None:
    factories.published("Rooms")
    factories.publish(secret(edition=factories.edition("2030-31", state=EditionState.JUDGING)))
    assert hidden_words(client) == []


def test_a_word_of_a_hidden_entry_alone_is_not_suggested_beside_its_sisters(client: Client) -> None:
    factories.published("One", summary="Our roster.")
    withdraw(factories.published("Two", summary="Rostering of roster."))
    assert suggest(client, "rost") == ["roster"]


def test_a_word_that_hidden_entries_have_too_stays(client: Client) -> None:
    factories.published("One", summary="Rostering and a rostered day.")
    for name in ("Two", "Three"):
        withdraw(factories.published(name, summary="Rosters and rostering."))
    assert suggest(client, "rost") == ["rostering", "rostered"]


def test_a_draft_of_a_published_entry_shows_nothing_new(client: Client) -> None:
    made = factories.published("Rooms")
    made.title, made.summary = "Zebra", "Zebra."
    made.save()
    assert suggest(client, "zeb") == []
    assert suggest(client, "room")[0] == "Rooms"


def test_a_new_name_of_a_team_is_suggested_at_once(client: Client) -> None:
    factories.published("Rooms")
    with library.writing():
        team = Team.objects.get()
        team.name = "Zebra Team"
        team.save()
    assert suggest(client, "zebra") == ["Zebra Team", "zebra"]


def test_it_takes_ever_so_many_characters(client: Client) -> None:
    factories.published("Rooms")
    for words in ("r" * 100_000, "rooms " * 17_000, "- " * 50_000, "é" * 100_000):
        assert suggest(client, words) in ([], ["Rooms"])


def test_quotes_and_operators_are_no_words(client: Client) -> None:
    factories.published("Rooms & rest")
    for words in ('"rooms', "rooms%", "rooms_", "rooms*", "'rooms' --", "rooms\\"):
        assert suggest(client, words) == ["Rooms & rest", "rooms"]
    assert suggest(client, "%") == suggest(client, "_") == suggest(client, "ro%ms") == []


def test_an_unchanged_answer_is_304_and_any_site_may_read_it(client: Client) -> None:
    factories.published("Rooms")
    first = client.get("/suggest/?q=room")
    again = client.get("/suggest/?q=room", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, first["Access-Control-Allow-Origin"]) == (304, "*")
    factories.published("Roomy")
    assert client.get("/suggest/?q=room", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/suggest/").status_code == 405
