"""What changes many rows at once undoes nothing that somebody else saved between finding them and writing them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models.signals import post_save

from entries.editorial.actions import withdraw
from entries.editorial.leaving import Leaving, Person, Successor
from entries.editorial.tidying import Merge
from entries.models import Contact, Edition, EditionState, Entry, Status, Team
from tests import factories

pytestmark = pytest.mark.django_db
JANE = Person("Jane Poole", "jane.poole@anyshire.example")


@pytest.fixture
def meanwhile() -> Any:
    """Does something as soon as the first row of a table is saved: others write between any two statements."""
    heard: list[tuple[Any, Any]] = []

    def soon(model: Any, work: Callable[[], object]) -> None:
        waiting = [work]

        def once(**_: Any) -> None:
            if waiting:
                waiting.pop()()

        heard.append((model, once))
        post_save.connect(once, sender=model, weak=False)

    yield soon
    for model, once in heard:
        post_save.disconnect(once, sender=model)


def left() -> None:
    Leaving(JANE, Successor("nights@anyshire.example")).carry_out(factories.person("Publisher"))


def test_an_entry_withdrawn_while_its_editor_leaves_stays_withdrawn(meanwhile: Any) -> None:
    jane = factories.person("Editor", first_name="Jane", last_name="Poole", email=JANE.address)
    entry = factories.published("Nights", editor=jane, contact=factories.contact(JANE.address))
    meanwhile(Contact, lambda: withdraw(Entry.objects.get(), why="A patient asked"))
    left()
    entry.refresh_from_db()
    assert (entry.status, entry.editor) == (Status.WITHDRAWN, None)


def test_an_entry_that_got_another_editor_meanwhile_keeps_that_one(meanwhile: Any) -> None:
    jane = factories.person("Editor", first_name="Jane", last_name="Poole", email=JANE.address)
    entry = factories.entry("Nights", editor=jane, contact=factories.contact(JANE.address))
    omar = factories.person("Editor")
    meanwhile(Contact, lambda: Entry.objects.update(editor=omar))
    left()
    entry.refresh_from_db()
    assert entry.editor == omar


def test_a_book_published_while_organisations_are_merged_stays_published(meanwhile: Any) -> None:
    old, new = factories.organisation("old"), factories.organisation("new")
    factories.team("nights", organisation=old)
    book = factories.edition("2030-31", organisation=old, state="judging", publishes_at=None)
    meanwhile(Team, lambda: Edition.objects.update(state=EditionState.PUBLISHED, publishes_at=factories.PAST))
    Merge((old,), new).carry_out(factories.person("Publisher"))
    book.refresh_from_db()
    assert (book.state, book.organisation) == (EditionState.PUBLISHED, new)
