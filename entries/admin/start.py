"""The desk's first page, put together: what waits, what Books need, what goes live, what is late or missed."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from entries.admin.needs import in_the_making, you_judge
from entries.admin.searches import found_little
from entries.admin.waiting import brought_in, comes_out, overdue, tasks, waiting, yours
from entries.editorial import keeping
from entries.text.wording import counted

WEEK = timedelta(days=7)
MOST_MISSED = 5


def first_page(request: HttpRequest) -> dict[str, Any]:
    """What the template shows, as far as this person may see it; its queries do not grow with the library."""
    user, now, today = request.user, timezone.now(), timezone.localdate()
    context: dict[str, Any] = {"you_judge": you_judge(user)}
    if user.has_perm("entries.view_entry"):
        may_add = user.has_perm("entries.add_entry")
        found = (*tasks(), *(brought_in() if may_add else ()))
        due, upkeep = comes_out(now), keeping.counts(today)
        week = [line for line in due if line.moment and line.moment <= now + WEEK]
        context |= {
            "tasks": found, "lines": waiting(), "yours": yours(user), "may_add": may_add,
            "nothing_waits": not any(task.count for task in found), "late": overdue(today),
            "next": week, "later": due[len(week) : len(week) + 1],
            "upkeep": upkeep, "upkeep_words": _in_words(upkeep),
            "books": in_the_making(now) if user.has_perm("entries.view_edition") else (),
        }  # fmt: skip
    if user.has_perm("entries.view_search"):
        little, count = found_little(today)
        context |= {"missed": little[:MOST_MISSED], "how_many_missed": count, "sees_searches": True}
    return context


def _in_words(upkeep: keeping.Counts) -> str:
    """What there is to keep true, in one line; "" when there is nothing."""
    if not upkeep.all:
        return ""
    parts = {
        "due within a month": upkeep.due, "with a broken link": upkeep.broken,
        "with a question to its team": upkeep.asking, "looked after by nobody": upkeep.ownerless,
    }  # fmt: skip
    told = ", ".join(f"{amount:,} {words}" for words, amount in parts.items() if amount)
    return f"{counted(upkeep.all, 'entry needs', 'entries need')} somebody" + (f": {told}" if told else "")
