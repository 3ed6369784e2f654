"""Books and their parts."""

from datetime import date

import pytest

from entries import library
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_part_has_its_stories_in_order_and_mentions_last() -> None:
    book = factories.edition("2024-25")
    factories.published("Zulu", edition=book, position=1, care_groups=["wards"])
    factories.published("Alpha", edition=book, position=2, care_groups=["wards"])
    factories.published("Bravo", edition=book, position=2, care_groups=["wards"])
    factories.published("Thanks", edition=book, outcome="mention", care_groups=["wards"])
    page = library.read().part("2024-25", "wards")
    assert [story.card.title for story in page.stories] == ["Zulu", "Alpha", "Bravo"]
    assert [card.title for card in page.mentions] == ["Thanks"]
    assert (page.part.full, page.part.mentions) == (3, 1)
    assert library.read().book("2024-25").parts[0].first == ("Zulu", "Alpha")


def test_a_story_of_two_care_groups_stands_in_full_in_the_first_and_as_a_line_in_the_other() -> None:
    book = factories.edition("2024-25")
    factories.care_group("first", order=1)
    factories.care_group("second", order=2)
    factories.published("Only second", edition=book, care_groups=["second"])
    factories.published("Both", edition=book, care_groups=["second", "first"])
    reading = library.read()
    assert [story.card.title for story in reading.part("2024-25", "first").stories] == ["Both"]
    second = reading.part("2024-25", "second")
    assert [story.card.title for story in second.stories] == ["Only second"]
    assert [card.title for card in second.elsewhere] == ["Both"]
    assert reading.book("2024-25").full == 2


def test_a_story_without_a_care_group_still_has_a_part() -> None:
    factories.published("Loose", edition=factories.edition("2024-25"))
    assert [part.slug for part in library.read().book("2024-25").parts] == ["other-projects"]
    assert [story.card.title for story in library.read().part("2024-25", "other-projects").stories] == ["Loose"]


def test_neighbours_are_those_of_the_same_part() -> None:
    book = factories.edition("2024-25")
    one, two, three = (
        factories.published(title, edition=book, position=place, care_groups=["wards"])
        for place, title in enumerate(("One", "Two", "Three"))
    )
    factories.published("Elsewhere", edition=book, care_groups=["clinics"])
    story = library.read().story(two.slug)
    assert [beside.title for beside in (story.previous, story.next) if beside] == ["One", "Three"]
    assert library.read().story(one.slug).previous is None
    assert library.read().story(three.slug).next is None


def test_a_book_that_is_not_out_is_missing() -> None:
    factories.edition("2025-26", state="judging")
    with pytest.raises(library.Missing):
        library.read().book("2025-26")


def test_an_old_address_of_a_book_or_part_leads_to_the_present_one() -> None:
    book = factories.edition("2024-25")
    factories.published("Story", edition=book, care_groups=["wards"])
    group = factories.care_group("wards")
    with library.writing():
        book.slug, group.slug = "book-of-2024", "ward-care"
        book.save()
        group.save()
    with pytest.raises(library.Moved) as moved:
        library.read().book("2024-25")
    assert moved.value.slug == "book-of-2024"
    with pytest.raises(library.Moved) as moved:
        library.read().part("book-of-2024", "wards")
    assert (moved.value.slug, moved.value.part) == ("book-of-2024", "ward-care")


def test_headings_inside_a_story_go_down_a_level_in_a_part() -> None:
    book = factories.edition("2024-25")
    factories.published("Story", edition=book, care_groups=["wards"], aims="<h3>Inside</h3><p>Text</p>")
    assert "<h4>Inside</h4>" in library.read().part("2024-25", "wards").stories[0].sections[0].html


def test_the_current_book_is_the_latest_of_the_sites_own_organisation(settings: object) -> None:
    own = factories.organisation("cheshire-and-wirral-partnership")
    factories.edition("2022-23", organisation=own, publishes_at=factories.PAST.replace(year=2023))
    factories.edition("2023-24", organisation=own, publishes_at=factories.PAST.replace(year=2024))
    factories.edition("elsewhere", publishes_at=factories.PAST)
    current = library.read().home().current
    assert current is not None
    assert current.slug == "2023-24"


def test_a_story_without_a_period_of_its_own_covers_the_books() -> None:
    year = {"period_start": date(2024, 4, 1), "period_end": date(2025, 3, 31)}
    book = factories.edition("2024-25", **year)
    plain = factories.published("Plain", edition=book, care_groups=["wards"])
    own = factories.published("Own", edition=book, care_groups=["wards"], period_start=date(2024, 6, 1))
    assert library.read().story(plain.slug).period == "April 2024 to March 2025"
    assert library.read().story(own.slug).period == "June 2024"
