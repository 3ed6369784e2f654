"""The page of an honourable mention."""

from collections.abc import Callable

import pytest

from tests import factories

pytestmark = pytest.mark.django_db
Page = Callable[..., str]


def test_a_mention_invents_nothing(page: Page) -> None:
    book = factories.edition("2024-25", mentions_note="Many were sent in.")
    factories.published("Apprentices", slug="apprentices", edition=book, outcome="mention", care_groups=["wards"])
    factories.published("Help centre", slug="help", edition=book, outcome="mention", care_groups=["wards"])
    found = page("/entries/apprentices/")
    assert "Honourable mention</strong>" in found
    assert "Many were sent in." in found
    assert "We have no more than its title so far." in found
    assert '<a href="/entries/help/">Night Care Team - Help centre</a>' in found


def test_a_mention_lists_the_others_of_its_part_in_the_books_order(page: Page) -> None:
    book = factories.edition("2024-25")
    places = {
        "d": (2, ["wards"]),
        "c": (1, ["wards"]),
        "b": (2, ["wards"]),
        "own": (1, ["wards"]),
        "far": (1, ["homes"]),
    }
    for slug, (position, groups) in places.items():
        fields = {"edition": book, "outcome": "mention", "care_groups": groups, "position": position}
        factories.published(f"<{slug}>", slug=slug, **fields)
    factories.published("Story", slug="story", edition=book, care_groups=["wards"])
    found = page("/entries/own/").split("Other honourable mentions in Wards</h2>")[1].split("</ul>")[0]
    listed = [f'<li><a href="/entries/{slug}/">Night Care Team - &lt;{slug}&gt;</a></li>' for slug in "cbd"]
    assert "".join(listed) in found
    assert found.count("<li>") == 3
