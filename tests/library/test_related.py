"""Similar entries."""

import pytest

from entries import library
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
