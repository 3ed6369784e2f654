"""Similar entries."""

from datetime import timedelta
from typing import Any

import pytest

from entries import library
from entries.editorial.actions import withdraw
from tests import factories

pytestmark = pytest.mark.django_db


def test_those_that_share_most_themes_come_first_with_the_reason() -> None:
    here = factories.published("Here", themes=["rest", "sleep", "food"])
    factories.published("One shared", themes=["rest"])
    factories.published("Three shared", themes=["rest", "sleep", "food"])
    factories.published("Two shared", themes=["sleep", "food"])
    factories.published("None shared", themes=["music"])
    related = library.read().story(here.slug).related
    assert [one.title for one in related] == ["Three shared", "Two shared", "One shared"]
    assert [one.reason for one in related][1:] == ["Also about food and sleep", "Also about rest"]


def test_a_draft_is_never_similar_and_neither_is_the_entry_itself() -> None:
    here = factories.published("Here", themes=["rest"])
    factories.entry("Draft", themes=["rest"])
    assert library.read().story(here.slug).related == ()


def test_the_same_project_comes_first_but_never_a_draft() -> None:
    here = factories.entry("Here", themes=["rest"])
    factories.published("By theme", themes=["rest"])
    part_two = factories.published("Part two")
    here.same_project.set([part_two, factories.entry("Part three")])
    factories.publish(here)
    related = library.read().story(here.slug).related
    assert [(one.title, one.reason) for one in related] == [
        ("Part two", "Tells of the same project"),
        ("By theme", "Also about rest"),
    ]


def test_among_equals_the_one_with_like_words_comes_first_and_the_care_group_is_named() -> None:
    for number in range(30):
        factories.published(f"Filler {number}")
    told = {"themes": ["rest"], "care_groups": ["community-care"]}
    here = factories.published("Here", aims="<p>Hammocks for porters</p>", **told)
    factories.published("Newer", themes=["rest"], at=factories.PAST + timedelta(days=2))
    factories.published("Alike", aims="<p>Porters like hammocks</p>", **told)
    related = library.read().story(here.slug).related
    assert [(one.title, one.reason) for one in related] == [
        ("Alike", "Also about rest, in Community care"),
        ("Newer", "Also about rest"),
    ]


def test_what_is_withdrawn_is_similar_no_more() -> None:
    here = factories.published("Here", themes=["rest"])
    other = factories.published("Other", themes=["rest"])
    assert [one.title for one in library.read().story(here.slug).related] == ["Other"]
    withdraw(other, why="Out of date")
    assert library.read().story(here.slug).related == ()


def test_an_entry_asks_four_times_at_most(django_assert_max_num_queries: Any) -> None:
    here = factories.entry("Here", themes=["rest"])
    here.same_project.set([factories.published("Part two", themes=["rest"])])
    factories.publish(here)
    library.read()
    with django_assert_max_num_queries(4):
        assert library.read().story(here.slug).related
