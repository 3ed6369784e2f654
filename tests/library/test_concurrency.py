"""Several writers at once: none fails, and what readers see is what was written."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections

from entries import library
from entries.editorial.actions import publish, withdraw
from entries.models import LiveVersion, Team
from tests import factories
from tests.search.rows import index_rows

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 8


def at_once(work: Callable[[Any], None], items: list[Any]) -> None:
    """Do the work on each item in threads with connections of their own; the first error is raised."""

    def one(item: Any) -> None:
        try:
            work(item)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(one, items))


def test_many_publish_at_once() -> None:
    drafts = [factories.entry(f"Draft {number}") for number in range(24)]
    at_once(publish, drafts)
    assert library.read().home().total == 24


def test_a_rename_while_others_publish_is_missed_by_none() -> None:
    team = factories.team("night-care")
    drafts = [factories.entry(f"Draft {number}", teams=[team]) for number in range(12)]

    def work(item: Any) -> None:
        if isinstance(item, Team):
            item.name = "Rest Team"
            with library.writing():
                item.save()
        else:
            publish(item)

    at_once(work, [*drafts[:6], team, *drafts[6:]])
    names = {live.card["teams"][0][1] for live in LiveVersion.objects.all()}
    assert names == {"Rest Team"}
    found = {card.slug for card in library.read().results(library.Selection(q='"rest team"')).cards}
    assert found == {draft.slug for draft in drafts}


def test_writers_and_a_rebuild_at_once_leave_the_index_as_built_from_nothing() -> None:
    drafts = [factories.entry(f"Draft {number} of many", aims=f"<p>Words {number}.</p>") for number in range(16)]
    withdrawn = [factories.published(f"Old {number}") for number in range(4)]

    def work(item: Any) -> None:
        if item is None:
            library.rebuild_search()
        elif item in withdrawn:
            withdraw(item, why="Out of date")
        else:
            publish(item)

    at_once(work, [*drafts[:8], None, *withdrawn, None, *drafts[8:]])
    written = index_rows()
    library.rebuild_search()
    assert written == index_rows()
    assert library.read().results(library.Selection(q="words many")).count == 16
