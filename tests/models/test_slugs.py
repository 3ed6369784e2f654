"""An address, once given, leads to its owner for life."""

import pytest
from django.core.exceptions import ValidationError

from entries import library
from entries.editorial.actions import withdraw
from entries.models import Entry, OldSlug, Theme
from tests import factories

pytestmark = pytest.mark.django_db


def rename(row: object, slug: str) -> None:
    """Give a row another address."""
    with library.writing():
        row.slug = slug  # type: ignore[attr-defined]
        row.save()  # type: ignore[attr-defined]


def test_an_old_slug_leads_to_the_present_one_through_many_changes() -> None:
    shown = factories.published("Rooms", slug="one")
    for slug in ("two", "three"):
        rename(shown, slug)
    for old in ("one", "two"):
        with pytest.raises(library.Moved) as moved:
            library.read().story(old)
        assert moved.value.slug == "three"


def test_an_old_slug_is_never_given_to_another() -> None:
    rename(factories.published("Rooms", slug="one"), "two")
    with pytest.raises(ValidationError, match="still leads there"):
        factories.entry("Other", slug="one")


def test_its_owner_may_take_it_back() -> None:
    shown = factories.published("Rooms", slug="one")
    rename(shown, "two")
    rename(shown, "one")
    assert library.read().story("one").card.slug == "one"
    assert list(OldSlug.objects.values_list("slug", "target")) == [("two", "one")]


def test_the_key_stays() -> None:
    shown = factories.published("Rooms", slug="one")
    rename(shown, "two")
    assert Entry.objects.get_by_natural_key("one").slug == "two"


def test_a_renamed_tag_is_still_found_by_the_name_a_fixture_uses() -> None:
    tag = factories.theme("old-name")
    for slug in ("middle-name", "new-name"):
        rename(tag, slug)
    assert Theme.objects.get_by_natural_key("old-name") == tag
    assert Theme.objects.get_by_natural_key("middle-name") == tag


@pytest.mark.parametrize("slug", ["print", "other-projects"])
def test_reserved_slugs_are_refused(slug: str) -> None:
    entry = Entry(title="Rooms", slug=slug)
    with pytest.raises(ValidationError) as refused:
        entry.full_clean()
    assert "slug" in refused.value.message_dict


def test_nor_may_a_stored_one_take_it_over() -> None:
    rename(factories.published("Rooms", slug="one"), "two")
    other = factories.entry("Other")
    with pytest.raises(ValidationError, match="still leads there"):
        rename(other, "one")


def test_an_old_address_does_not_give_away_one_that_readers_may_not_see() -> None:
    shown = factories.published("Rooms", slug="one")
    rename(shown, "two")
    withdraw(shown)
    with pytest.raises(library.Gone):
        library.read().story("one")
    draft = factories.entry("Draft", slug="three")
    rename(draft, "secret-name")
    with pytest.raises(library.Missing):
        library.read().story("three")
