"""Which links are tried, and when one counts as broken."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.db import connection
from django.db.models.signals import post_save
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entries import library
from entries.editorial import actions, keeping
from entries.editorial.linkcheck import Answer, Asker, Offline, Tried, gather, try_links, trying
from entries.models import CheckedLink, LinkState, LiveVersion, Resource
from tests import factories
from tests.commands.running import run
from tests.editorial.linkcheck.conftest import Web

pytestmark = pytest.mark.django_db
HERE = Asker("Casebook test", timeout=2, may_ask=lambda address: address.is_loopback, ports=range(65536))
DAY = timedelta(days=1)
NOON = datetime(2030, 5, 10, 12, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A day at noon that goes on as ever."""
    with time_machine.travel(NOON) as travelled:
        yield travelled


def link(url: str) -> str:
    return f'<p><a href="{url}">Here</a></p>'


def rows() -> dict[str, str]:
    return dict(CheckedLink.objects.values_list("address", "state"))


def test_every_web_link_that_readers_see_is_gathered_once_with_its_entries() -> None:
    shared = "https://anyshire.example/a?b=1&c=2"
    first = factories.published(
        "First", aims=link("https://anyshire.example/a?b=1&amp;c=2") + link("mailto:a@b.example")
    )
    second = factories.entry("Second", source_url=shared)
    with library.writing():
        Resource.objects.create(entry=second, title="Card", url="https://anyshire.example/card", kind="pdf")
    actions.publish(second)
    factories.entry("Draft", aims=link("https://anyshire.example/draft"))
    gather()
    assert set(rows()) == {shared, "https://anyshire.example/card"}
    assert set(CheckedLink.objects.get(address=shared).entries.all()) == {first, second}


def test_links_that_no_page_holds_any_more_go() -> None:
    made = factories.published(source_url="https://anyshire.example/a")
    gather()
    kept = CheckedLink.objects.get()
    gather()
    assert CheckedLink.objects.get() == kept
    actions.withdraw(made, why="Over")
    gather()
    assert rows() == {}


def test_gathering_is_kept_batch_by_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(**_: object) -> None:
        if CheckedLink.objects.count() == 5:
            raise InterruptedError

    for number in range(6):
        factories.published(source_url=f"https://anyshire.example/{number}")
    monkeypatch.setattr(trying, "BATCH", 2)
    post_save.connect(stop, sender=CheckedLink)
    try:
        with pytest.raises(InterruptedError):
            gather()
    finally:
        post_save.disconnect(stop, sender=CheckedLink)
    assert CheckedLink.objects.count() == 4
    gather()
    assert CheckedLink.objects.filter(entries__isnull=False).count() == 6
    LiveVersion.objects.all().delete()
    gather()
    assert rows() == {}


def test_gathering_asks_no_more_for_more_entries() -> None:
    counts = []
    for more in (1, 9):
        for number in range(more):
            factories.published(source_url=f"https://anyshire.example/{number}")
        gather()
        with CaptureQueriesContext(connection) as asked:
            gather()
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_link_is_broken_once_it_failed_on_three_days(web: Web, clock: time_machine.Traveller) -> None:
    web.answers["/gone"] = 404
    made = factories.published(source_url=web.url("/gone"), editor=factories.person())
    gather()
    states = []
    for _ in range(3):
        for _ in range(2):
            try_links(HERE, pause=0)
            row = CheckedLink.objects.get()
            states.append((row.state, row.failed_days))
        clock.shift(DAY)
    assert states == [("failing", 1)] * 2 + [("failing", 2)] * 2 + [("broken", 3)] * 2
    assert (row.why, row.since.date()) == ("404 Not Found", (NOON + 2 * DAY).date())
    assert list(keeping.worklist(NOON.date(), "broken")) == [made]


def test_a_day_counts_once_however_often_it_fails() -> None:
    row = CheckedLink.objects.create(digest="a", address="https://anyshire.example/gone")
    for hours in (0, 1, 2, 25):
        trying.note(row, Answer(False, "404 Not Found"), NOON + timedelta(hours=hours))
    assert (row.failed_days, row.state) == (2, LinkState.FAILING)


def test_one_that_works_again_starts_anew(web: Web, clock: time_machine.Traveller) -> None:
    web.answers["/gone"] = 404
    factories.published(source_url=web.url("/gone"))
    gather()
    for status, state, days in ((404, "failing", 1), (404, "failing", 2), (200, "works", 0), (404, "failing", 1)):
        web.answers["/gone"] = status
        try_links(HERE, pause=0)
        row = CheckedLink.objects.get()
        assert (row.state, row.failed_days) == (state, days)
        clock.shift(DAY)


def test_a_link_is_tried_once_a_day_though_the_command_runs_often(web: Web, clock: time_machine.Traveller) -> None:
    factories.published(source_url=web.url("/page"))
    gather()
    assert [try_links(HERE, pause=0).tried for _ in range(3)] == [1, 0, 0]
    clock.shift(DAY)
    assert try_links(HERE, pause=0) == Tried(1, 0)


def test_one_host_is_asked_with_a_pause_and_hosts_take_turns(web: Web) -> None:
    for number in range(3):
        factories.published(source_url=web.url(f"/{number}"))
    factories.published(source_url=web.url("/other", "127.0.0.3"))
    gather()
    try_links(HERE, pause=0.3)
    assert [path for _, path, _ in web.asked] == ["/0", "/other", "/1", "/2"]
    own = [when for (_, path, _), when in zip(web.asked, web.when, strict=True) if path != "/other"]
    assert all(later - before >= 0.3 for before, later in pairwise(own))


def test_links_inside_a_network_are_not_asked_and_not_broken(web: Web) -> None:
    factories.published(source_url=web.url("/page"))
    gather()
    try_links(Asker("Casebook test"), pause=0)
    assert (rows(), web.asked) == ({web.url("/page"): LinkState.NOT_ASKED}, [])


def test_links_into_the_library_are_looked_up_and_not_asked(web: Web) -> None:
    there = factories.published("There")
    good, bad = f"http://localhost/entries/{there.slug}/", "/entries/not-there/"
    factories.published(aims=link(good) + link(bad))
    gather()
    try_links(HERE, pause=0)
    assert rows() == {good: LinkState.WORKS, bad: LinkState.FAILING}
    assert web.asked == []


def test_links_into_the_library_wait_for_nobody() -> None:
    factories.published(aims="".join(link(f"/entries/not-there-{number}/") for number in range(3)))
    gather()
    begun = time.monotonic()
    try_links(HERE, pause=5)
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("hosts", [1, 4, 5, 9])
def test_when_no_site_answers_nothing_is_noted(hosts: int) -> None:
    factories.published(aims=link("/entries/not-there/"), source_url="http://site0.invalid/")
    for number in range(1, hosts):
        factories.published(source_url=f"http://site{number}.invalid/")
    gather()
    with pytest.raises(Offline):
        try_links(HERE, pause=0)
    assert rows()["/entries/not-there/"] == LinkState.FAILING
    foreign = CheckedLink.objects.exclude(address="/entries/not-there/")
    assert set(foreign.values_list("state", "tried_at")) == {(LinkState.NEW, None)}
    assert foreign.count() == hosts
    assert "No site answers" in run("check_links", pause=0)[2]


def test_the_command_says_what_failed() -> None:
    made = factories.published(aims=link("/entries/not-there/"), source_url="http://127.0.0.9/")
    out, err, failed = run("check_links", pause=0)
    assert (out, failed) == ("2 links tried, 0 broken.\n", "")
    assert err == "Failed of late: /entries/not-there/: There is no such page in the library.\n"
    assert made.checked_links.get(address="http://127.0.0.9/").state == LinkState.NOT_ASKED
    assert run("check_links", pause=-1)[2] == "--pause is -1. It takes 0 to 3600 seconds."


def test_readers_notice_nothing_of_a_broken_link(clock: time_machine.Traveller) -> None:
    made = factories.published(source_url="https://anyshire.example/gone")
    gather()
    before, page = library.read().token, Client().get(f"/entries/{made.slug}/").content
    for days in range(3):
        trying.note(CheckedLink.objects.get(), Answer(False, "404 Not Found"), NOON + days * DAY)
    assert CheckedLink.objects.get().state == LinkState.BROKEN
    assert (library.read().token, Client().get(f"/entries/{made.slug}/").content) == (before, page)
