"""One digest a person and period of what needs them: never twice, though it crashes or runs on two machines.

The row that says "this person was told in this period" is made in the same transaction as the mail. It is unique, so of
two that run at once one finds it there; and after a crash either both are there or neither.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils.formats import date_format

from entries.editorial import keeping, outbox, roles
from entries.models import OPEN_ASKS, Ask, CheckedLink, Entry, LinkState, Reminder, User
from entries.text.wording import counted

PERIODS: dict[str, Callable[[date], str]] = {
    "day": lambda day: day.isoformat(),
    "week": lambda day: "{}-W{:02}".format(*day.isocalendar()[:2]),
    "month": lambda day: f"{day:%Y-%m}",
}
HEADINGS = {
    keeping.OVERDUE: "Review is overdue",
    keeping.DUE: "Review is due within a month",
    keeping.BROKEN: "A link is broken",
    keeping.ASKING: "The team is to be asked",
}
MOST = 25  # lines under a heading; the worklist has the rest


def remind(today: date, period: str = "week") -> int:
    """Post a digest to everybody whom something needs and who had none in this period; how many were posted."""
    return sum(_remind(person, today, PERIODS[period](today)) for person in _people(today))


def _people(today: date) -> Iterator[User]:
    owners = keeping.worklist(today).exclude(editor=None).order_by().values("editor")
    yield from roles.at_the_desk().filter(pk__in=owners).exclude(email="")


def _remind(person: User, today: date, period: str) -> bool:
    with transaction.atomic():
        row, is_new = Reminder.objects.get_or_create(person=person, period=period)
        if not is_new:
            return False
        entries = list(_with_reasons(keeping.worklist(today, owner=person)))
        values = {
            "count": counted(len(entries), "entry", "entries"),
            "lines": "\n\n".join(_parts(entries, today)),
            "worklist": f"{outbox.desk_address('entries_entry_keeping')}?owner={person.pk}",
        }
        row.mail = outbox.post_to(person, "reminder", values)
        row.save()
        return row.mail is not None


def _with_reasons(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    broken = CheckedLink.objects.filter(state=LinkState.BROKEN)
    asks = Ask.objects.filter(state__in=OPEN_ASKS)
    return entries.prefetch_related(
        Prefetch("checked_links", broken, to_attr="broken"), Prefetch("asks", asks, to_attr="asking")
    )


def _parts(entries: list[Any], today: date) -> Iterator[str]:
    """A heading and its lines for each thing that is needed."""
    for reason, heading in HEADINGS.items():
        found = [one for one in entries if reason in keeping.reasons(one, today, len(one.broken), len(one.asking))]
        if found:
            lines = [f"{heading}:", *(_line(entry, reason) for entry in found[:MOST])]
            yield "\n".join([*lines, *([f"- and {len(found) - MOST} more"] if len(found) > MOST else [])])


def _line(entry: Any, reason: str) -> str:
    told = {
        keeping.OVERDUE: [_since(entry)],
        keeping.DUE: [_since(entry)],
        keeping.BROKEN: [f"{link.address} ({link.why})" for link in entry.broken],
        keeping.ASKING: [f"{ask.whom}: {ask.why}" for ask in entry.asking],
    }[reason]
    page = outbox.desk_address("entries_entry_change", entry.pk)
    more = [" ".join(one.split()) for one in told if one]
    return "\n  ".join([f"- “{entry.title}”", *more, page])


def _since(entry: Entry) -> str:
    return date_format(entry.review_on, "j F Y") if entry.review_on else ""
