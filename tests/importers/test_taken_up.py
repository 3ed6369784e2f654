"""What was left out is taken up again by one person, however many ask for it at once."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from entries.importers import making
from entries.importers.making import DecidedAlready, leave_out, make, take_up
from entries.importers.packing import unpacked
from entries.models import Entry, FoundEntry, FoundState, User
from tests import factories
from tests.admin.desk import signed_in
from tests.admin.test_review import review
from tests.importers.sent import brought
from tests.library.test_concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def left(tmp_path: Path) -> FoundEntry:
    """A story that somebody left out."""
    factories.organisation("anyshire")
    path = tmp_path / "breaks.txt"
    path.write_text("Night breaks\nTeam: Night Care\nResults\nFewer falls.\n")
    found = brought([path], edition=factories.edition("2026-27")).files.get().found.get()
    leave_out(found, factories.person("Editor"))
    return found


def stored() -> FoundEntry:
    return FoundEntry.objects.get()


def test_of_several_at_once_one_takes_it_up(left: FoundEntry) -> None:
    done: list[User] = []

    def work(person: User) -> None:
        try:
            take_up(FoundEntry.objects.get(), person)
            done.append(person)
        except DecidedAlready:
            return

    at_once(work, [factories.person("Editor") for _ in range(6)])
    assert len(done) == 1
    assert (stored().state, stored().decided_by) == (FoundState.WAITING, None)


def test_who_saw_it_left_out_does_not_undo_what_was_made_of_it_since(left: FoundEntry) -> None:
    late = stored()
    take_up(left)
    made = make(left, replace(unpacked(left.draft), organisation="anyshire"))
    with pytest.raises(DecidedAlready):
        take_up(late)
    assert (stored().state, stored().entry) == (FoundState.KEPT, made)
    assert Entry.objects.get() == made


def test_the_page_says_that_somebody_else_was_first(left: FoundEntry, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(found: FoundEntry, user: Any) -> None:
        making.take_up(stored())
        making.take_up(found, user)

    monkeypatch.setattr("entries.admin.review.take_up", late)
    page = signed_in().post(review(left), {"take_up": "1"}, follow=True).content.decode()
    assert "Somebody else has decided on “Night breaks” meanwhile." in page
    assert "Nothing is saved yet." in page
