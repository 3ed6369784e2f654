"""What a process keeps beside its catalogue: cards and stories, never older than what readers may see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entries import library
from entries.editorial.actions import publish
from entries.library.kept import KeptShapes
from tests import factories


def test_the_shape_longest_unasked_for_leaves_first() -> None:
    shapes: KeptShapes[str] = KeptShapes(most=2)
    shapes.put("a", "Anna")
    shapes.put("b", "Ben")
    shapes.get("a")
    shapes.put("c", "Cem")
    assert [shapes.get(key) for key in "abc"] == ["Anna", None, "Cem"]


@pytest.mark.django_db
def test_a_story_is_made_once_for_one_content_version() -> None:
    factories.published("Rooms", slug="rooms")
    first = library.read().story("rooms")
    assert library.read().story("rooms") is first


@pytest.mark.django_db
def test_a_published_edit_shows_on_the_card_and_in_the_story_at_once() -> None:
    rooms = factories.published("Rooms", slug="rooms")
    assert library.read().home().newest[0].title == library.read().story("rooms").card.title == "Rooms"
    rooms.title = "Quiet rooms"
    rooms.save()
    publish(rooms)
    assert library.read().home().newest[0].title == library.read().story("rooms").card.title == "Quiet rooms"


@pytest.mark.django_db
def test_cards_that_were_kept_and_cards_that_were_not_stand_in_one_order() -> None:
    for name in ("Ants", "Bees", "Cats"):
        factories.published(name, themes=["rest"] if name == "Bees" else [])
    reading = library.read()
    assert [card.title for card in reading.tag("theme", "rest").cards] == ["Bees"]
    with CaptureQueriesContext(connection) as asked:
        assert [card.title for card in reading.home().newest] == ["Ants", "Bees", "Cats"]
    assert len(asked) == 1
