"""What a team answers to "does it still hold?" reaches readers by a publisher alone, and takes nothing else along."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from reversion.models import Version

from entries import library
from entries.editorial import actions, confirming
from entries.models import Entry, LiveVersion, User
from tests import factories

pytestmark = pytest.mark.django_db
NEXT, DAY = date(2032, 5, 1), date(2026, 3, 4)


@pytest.fixture
def entry() -> Entry:
    """A published entry to which the checks have nothing to say."""
    return factories.published(
        "Night breaks", contact=factories.contact(), care_groups=["wards"], summary="They rest.", **factories.WHOLE
    )


def person(role: str) -> User:
    return factories.person(role, first_name="Anna")


def seen(entry: Entry) -> date | None:
    story = library.read().story(entry.slug)
    assert story is not None
    return story.last_confirmed


def drafted(entry: Entry) -> Entry:
    return Entry.objects.get(pk=entry.pk)


def edited(entry: Entry, **fields: Any) -> None:
    """A change that waits in the draft."""
    stored = drafted(entry)
    for name, value in fields.items():
        setattr(stored, name, value)
    with library.writing():
        stored.save()


def test_a_publishers_answer_is_before_readers_at_once_and_both_moves_are_in_the_history(entry: Entry) -> None:
    anna = person("Publisher")
    assert confirming.still_right(entry, anna, NEXT, DAY) == ""
    assert (seen(entry), drafted(entry).review_on) == (DAY, NEXT)
    assert not LiveVersion.objects.get(pk=entry.pk).draft_differs
    published, right = [version.revision for version in Version.objects.get_for_object(entry)[:2]]
    assert (right.user, published.user) == (anna, anna)
    assert right.comment == "Still right: next review on 1 May 2032; the team confirmed it on 4 March 2026."
    assert published.comment == "Published: The team confirmed it on 4 March 2026"


def test_it_keeps_the_moment_of_the_first_publication(entry: Entry) -> None:
    confirming.still_right(entry, person("Publisher"), NEXT, DAY)
    assert drafted(entry).published_at == factories.PAST


def test_an_editors_answer_waits_in_the_draft_and_readers_see_what_they_saw(entry: Entry) -> None:
    before = library.read().token
    assert confirming.still_right(entry, person("Editor"), NEXT, DAY) == "A publisher has to publish it."
    assert (drafted(entry).last_confirmed, drafted(entry).review_on) == (DAY, NEXT)
    assert library.read().token == before
    assert seen(entry) is None
    assert LiveVersion.objects.get(pk=entry.pk).draft_differs


def test_where_other_changes_wait_a_publishers_answer_waits_with_them(entry: Entry) -> None:
    edited(entry, summary="Not looked at yet.")
    before = LiveVersion.objects.get(pk=entry.pk).document
    assert "Other changes wait" in confirming.still_right(entry, person("Publisher"), NEXT, DAY)
    assert LiveVersion.objects.get(pk=entry.pk).document == before
    assert drafted(entry).last_confirmed == DAY


def test_changed_rows_wait_too(entry: Entry) -> None:
    with library.writing():
        entry.quotes.create(words="I slept.", speaker="Sam")
    assert "Other changes wait" in confirming.still_right(entry, person("Publisher"), NEXT, DAY)
    assert seen(entry) is None


@pytest.mark.parametrize("day", [DAY, date(2026, 4, 1)])
def test_a_publishers_answer_puts_out_the_day_that_an_editor_left_waiting(entry: Entry, day: date) -> None:
    confirming.still_right(entry, person("Editor"), NEXT, DAY)
    assert confirming.still_right(entry, person("Publisher"), NEXT, day) == ""
    assert seen(entry) == day


def test_a_day_that_readers_see_already_is_not_published_again(entry: Entry) -> None:
    confirming.still_right(entry, person("Publisher"), NEXT, DAY)
    before = library.read().token
    assert confirming.still_right(entry, person("Editor"), date(2032, 6, 1), DAY) == ""
    assert library.read().token == before


def test_without_an_answer_nothing_changes_for_readers_nor_in_the_draft(entry: Entry) -> None:
    confirming.still_right(entry, person("Publisher"), NEXT, DAY)
    before = library.read().token
    assert confirming.still_right(entry, person("Publisher"), date(2032, 6, 1)) == ""
    assert (library.read().token, drafted(entry).last_confirmed) == (before, DAY)


def test_what_the_checks_warn_of_is_looked_at_first() -> None:
    bare = factories.published("Bare")
    waits = confirming.still_right(bare, person("Publisher"), NEXT, DAY)
    assert "has something to look at first" in waits
    assert (seen(bare), drafted(bare).last_confirmed) == (None, DAY)


def test_where_a_second_person_is_asked_for_ones_own_answer_waits(entry: Entry, settings: Any) -> None:
    settings.CASEBOOK_SECOND_PERSON = True
    pat, quinn = person("Publisher"), person("Publisher")
    assert "You were the last to change" in confirming.still_right(entry, pat, NEXT, DAY)
    assert seen(entry) is None
    assert confirming.still_right(entry, quinn, NEXT, DAY) == ""
    assert seen(entry) == DAY


def test_where_editors_may_correct_an_answer_is_no_correction(entry: Entry, settings: Any) -> None:
    settings.CASEBOOK_EDITORS_MAY_CORRECT = True
    erin = person("Editor")
    confirming.still_right(entry, erin, NEXT, DAY)
    with pytest.raises(ValidationError, match="not all of it is a correction"):
        actions.correct(entry, user=erin, why="The team said so")
    assert seen(entry) is None


def test_a_refused_answer_leaves_the_draft_as_it_was() -> None:
    draft = factories.entry()
    with pytest.raises(ValidationError, match="not published"):
        confirming.still_right(draft, person("Publisher"), NEXT, DAY)
    assert drafted(draft).last_confirmed is None
