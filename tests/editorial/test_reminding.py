"""One digest a person and period: of what is theirs, and never twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from entries.editorial import outbox
from entries.editorial.reminding import PERIODS, remind
from entries.models import Ask, CheckedLink, Entry, LinkState, Mail, Reminder, User
from tests import factories
from tests.commands.running import run

pytestmark = pytest.mark.django_db
TODAY = date(2030, 5, 10)


def owner(name: str = "Owen", **fields: Any) -> User:
    fields.setdefault("email", f"{name.lower()}@anyshire.example")
    return factories.person("Editor", first_name=name, **fields)


def owned(person: User | None, title: str, days: int = 400) -> Entry:
    """A published entry of that person, to be reviewed so many days from TODAY."""
    made = factories.published(title, editor=person)
    made.review_on = TODAY + timedelta(days=days)
    made.save()
    return made


def test_it_says_all_that_ones_entries_need_and_nothing_of_others() -> None:
    owen, anna = owner(), owner("Anna")
    owned(owen, "Late", -9)
    owned(owen, "Soon", 9)
    owned(owen, "Fine")
    linked, asked = owned(owen, "Linked"), owned(owen, "Asked")
    owned(anna, "Anna's", -1)
    owned(None, "Nobody's", -1)
    link = CheckedLink.objects.create(
        digest="a", address="https://anyshire.example/gone", state=LinkState.BROKEN, why="404 Not Found"
    )
    link.entries.add(linked)
    Ask.objects.create(entry=asked, whom="Night Care Team", why="Is 91%\nstill right?")
    assert remind(TODAY) == 2
    mail = Mail.objects.get(to="owen@anyshire.example")
    assert mail.subject == "What your entries need: 4 entries"
    assert mail.text.startswith("Hello Owen,")
    assert "Review is overdue:\n- “Late”\n  1 May 2030\n  http://testserver/admin/entries/entry/" in mail.text
    assert "Review is due within a month:\n- “Soon”\n  19 May 2030" in mail.text
    assert "A link is broken:\n- “Linked”\n  https://anyshire.example/gone (404 Not Found)" in mail.text
    assert "The team is to be asked:\n- “Asked”\n  Night Care Team: Is 91% still right?" in mail.text
    assert f"/admin/entries/entry/keeping/?owner={owen.pk}" in mail.text
    for title in ("Fine", "Anna's", "Nobody's"):
        assert title not in mail.text


def test_whom_nothing_needs_gets_none_and_may_get_one_later() -> None:
    made = owned(owner(), "Fine")
    assert remind(TODAY) == 0
    made.review_on = TODAY
    made.save()
    assert remind(TODAY + timedelta(days=1)) == 1


@pytest.mark.parametrize("fields", [{"email": ""}, {"is_active": False}])
def test_who_has_no_address_or_has_left_gets_none(fields: dict[str, Any]) -> None:
    owned(owner(**fields), "Late", -9)
    assert remind(TODAY) == 0
    assert not Reminder.objects.exists()


@pytest.mark.parametrize(("every", "days"), [("day", 1), ("week", 3), ("month", 22)])
def test_one_in_a_period(every: str, days: int) -> None:
    owned(owner(), "Late", -9)
    last_day = TODAY + timedelta(days=days - 1)
    assert [remind(day, every) for day in (TODAY, TODAY, last_day, last_day + timedelta(days=1))] == [1, 0, 0, 1]
    assert Reminder.objects.count() == 2


def test_a_new_year_is_no_new_week() -> None:
    assert {PERIODS["week"](date(2029, 12, 31)), PERIODS["week"](date(2030, 1, 6))} == {"2030-W01"}


def test_a_crash_half_way_leaves_neither_mail_nor_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("Anna", "Owen"):
        owned(owner(name), f"{name}'s", -9)
    real, posted = outbox.post_to, []

    def fails(person: User, *given: Any, **more: Any) -> Any:
        if person.first_name == "Owen":
            raise RuntimeError
        posted.append(person)
        return real(person, *given, **more)

    with monkeypatch.context() as broken:
        broken.setattr(outbox, "post_to", fails)
        with pytest.raises(RuntimeError):
            remind(TODAY)
    assert list(Mail.objects.values_list("to", flat=True)) == ["anna@anyshire.example"]
    assert Reminder.objects.count() == 1
    assert remind(TODAY) == 1
    assert sorted(Mail.objects.values_list("to", flat=True)) == ["anna@anyshire.example", "owen@anyshire.example"]


def test_a_long_list_is_cut_and_costs_no_more_queries() -> None:
    owen, counts = owner(), []
    for more in (1, 29):
        for number in range(more):
            owned(owen, f"Late {number} of {more}", -9)
        Reminder.objects.all().delete()
        with CaptureQueriesContext(connection) as asked:
            remind(TODAY)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    text = Mail.objects.order_by("-pk")[0].text
    assert (text.count("- “"), "- and 5 more" in text) == (25, True)


def test_the_command_says_how_many() -> None:
    owned(owner(), "Late", -4000)
    assert run("send_reminders") == ("1 reminder posted.\n", "", "")
    assert run("send_reminders") == ("0 reminders posted.\n", "", "")
    assert "invalid choice: 'hour'" in run("send_reminders", "--every", "hour")[2]


@pytest.mark.django_db(transaction=True)
def test_many_that_run_at_once_post_one_mail_a_person() -> None:
    for name in ("Anna", "Owen", "Olga"):
        owned(owner(name), f"{name}'s", -9)

    def one(_: int) -> int:
        try:
            return remind(TODAY)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(one, range(4))) == 3
    assert Mail.objects.count() == Reminder.objects.count() == 3
