"""Which published entries need somebody, and saying that one still holds."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from reversion.models import Version

from entries import library
from entries.editorial import actions, keeping
from entries.models import Ask, CheckedLink, Entry, LinkState, LiveVersion
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2030, 5, 10)


def standing(title: str, days: int | None, **fields: Any) -> Entry:
    """A published entry that is to be reviewed so many days from TODAY; somebody looks after it."""
    fields.setdefault("editor", factories.person("Editor"))
    made = factories.published(title, **fields)
    made.review_on = None if days is None else TODAY + timedelta(days=days)
    Entry.objects.filter(pk=made.pk).update(review_on=made.review_on)
    return made


def titles(reason: str = "", owner: Any = None) -> list[str]:
    return [entry.title for entry in keeping.worklist(TODAY, reason, owner)]


def test_first_publication_sets_the_day_of_review_two_years_on() -> None:
    made = factories.entry()
    assert made.review_on is None
    actions.publish(made, at=timezone.make_aware(timezone.datetime(2028, 2, 29, 12)))
    made.refresh_from_db()
    assert made.review_on == date(2030, 2, 28)


def test_a_later_publication_leaves_the_day_as_it_is() -> None:
    made = factories.published()
    made.review_on = date(2031, 1, 1)
    made.save()
    actions.publish(made)
    made.refresh_from_db()
    assert made.review_on == date(2031, 1, 1)


def test_what_the_team_confirmed_later_counts_from_then() -> None:
    assert factories.published(last_confirmed=date(2029, 3, 3)).review_on == date(2031, 3, 3)


def test_loaded_entries_have_a_day_of_review() -> None:
    call_command("load_big_book", "fixtures/big_book_2023_24.json", verbosity=0)
    assert not Entry.objects.filter(status="published", review_on__isnull=True).exists()


def test_due_and_overdue_begin_on_their_days() -> None:
    for title, days in (("Late", -1), ("Today", 0), ("Month", 31), ("After", 32), ("Undated", None)):
        standing(title, days)
    assert sorted(titles("overdue")) == ["Late", "Undated"]
    assert titles("due") == ["Today", "Month"]


def test_the_worklist_names_every_reason_once() -> None:
    standing("Fine", 400)
    standing("Nobody's", 400, editor=None)
    linked, asked = standing("Linked", 400), standing("Asked", 400)
    for number, state in enumerate((LinkState.BROKEN, LinkState.BROKEN, LinkState.FAILING)):
        link = CheckedLink.objects.create(digest=str(number), address="https://anyshire.example/", state=state)
        link.entries.add(linked)
    CheckedLink.objects.create(digest="x", state=LinkState.FAILING).entries.add(standing("Failing", 400))
    for state in ("to-ask", "asked"):
        Ask.objects.create(entry=asked, whom="Night Care", why="91%?", state=state)
    Ask.objects.create(entry=standing("Answered", 400), whom="Night Care", why="91%?", state="answered", note="Yes.")
    assert keeping.counts(TODAY) == keeping.Counts(all=3, overdue=0, due=0, ownerless=1, broken=1, asking=1)
    assert (titles("ownerless"), titles("broken"), titles("asking")) == (["Nobody's"], ["Linked"], ["Asked"])
    assert sorted(titles()) == ["Asked", "Linked", "Nobody's"]


def test_each_row_says_why_it_is_listed_as_the_list_does() -> None:
    for days in (-1, 0, 31, 32, None):
        made = standing(f"In {days}", days)
        listed = tuple(name for name in keeping.REASONS if made.title in titles(name))
        assert keeping.reasons(made, TODAY, broken=0, asking=0) == listed
    made = standing("All", 400, editor=None)
    assert keeping.reasons(made, TODAY, broken=1, asking=2) == ("ownerless", "broken", "asking")


def test_one_persons_own_are_counted_alone_and_with_one_query() -> None:
    anna = factories.person("Editor")
    standing("Hers", -1, editor=anna)
    standing("Somebody's", -1)
    with CaptureQueriesContext(connection) as asked:
        assert keeping.counts(TODAY, anna).overdue == 1
    assert len(asked) == 1
    assert titles(owner=anna) == ["Hers"]


def test_drafts_and_withdrawn_entries_are_not_on_it() -> None:
    factories.entry("Draft")
    gone = factories.published("Gone")
    actions.withdraw(gone, why="Over")
    assert titles() == []


def test_still_right_sets_the_day_and_is_recorded_and_readers_notice_nothing() -> None:
    made, person = standing("Late", -1), factories.person("Editor", first_name="Anna")
    before = library.read().token
    keeping.StillRight(date(2032, 5, 1)).carry_out(made, person)
    made.refresh_from_db()
    assert made.review_on == date(2032, 5, 1)
    revision = Version.objects.get_for_object(made)[0].revision
    assert (revision.user, revision.comment) == (person, "Still right: next review on 1 May 2032.")
    assert library.read().token == before
    assert not LiveVersion.objects.get(pk=made.pk).draft_differs


def test_what_is_not_published_cannot_be_still_right() -> None:
    draft = factories.entry()
    with pytest.raises(ValidationError, match="not published"):
        keeping.StillRight(date(2032, 5, 1)).carry_out(draft, factories.person("Editor"))
    reader = factories.person()
    with pytest.raises(ValidationError, match="Only an editor"):
        keeping.StillRight(date(2032, 5, 1)).carry_out(factories.published(), reader)
