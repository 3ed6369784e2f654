"""What waits at the desk: for its first page, and in what a draft differs from what readers see."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from entries import library
from entries.editorial import keeping
from entries.models import (
    SECTIONS,
    Edition,
    EditionState,
    Entry,
    FoundEntry,
    FoundState,
    LiveVersion,
    ReadState,
    ReceivedFile,
    Status,
)  # fmt: skip
from entries.text.wording import counted

ROWS = {
    "teams": "Teams",
    "partners": "Partner organisations",
    "figures": "Key figures",
    "quotes": "Quotes",
    "lessons": "Lessons",
    "resources": "Files and links",
    "pictures": "Pictures",
    "updates": "Updates",
    "contact": "Contact",
    "same_project": "Same project",
}
MOST_LINES, MOST_LATE = 10, 5
CHANGED = Q(live__draft_differs=True, status=Status.PUBLISHED)
HANDED_ON = Q(status__in=[Status.SUBMITTED, Status.IN_REVIEW, Status.APPROVED])


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits: how many, of what, and where they are."""

    count: int
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One entry or Book on the first page: its form, why it stands there, and since or from when."""

    title: str
    url: str
    why: str
    moment: datetime | None


def tasks() -> tuple[Task, ...]:
    """What waits, for the desk's first page; one query."""
    counted = Entry.objects.aggregate(
        waiting=Count("pk", filter=CHANGED),
        **{status.name: Count("pk", filter=Q(status=status)) for status in Status},
    )
    entries = reverse("admin:entries_entry_changelist")
    found = [Task(counted["waiting"], "published, with changes waiting", f"{entries}?waiting=yes")]
    for status, name in (
        (Status.DRAFT, "in draft"),
        (Status.SUBMITTED, "submitted"),
        (Status.IN_REVIEW, "in review"),
        (Status.APPROVED, "approved, not yet published"),
    ):
        found.append(Task(counted[status.name], name, f"{entries}?status__exact={status}"))
    return tuple(found)


def brought_in() -> tuple[Task, ...]:
    """What waits in files that were brought in; two queries."""
    files = reverse("admin:entries_delivery_changelist")
    unread = ReceivedFile.objects.filter(state__in=[ReadState.WAITING, ReadState.READING]).count()
    return (
        Task(unread, "brought in and not read yet", files),
        Task(FoundEntry.objects.filter(state=FoundState.WAITING).count(), "found in files, to review", files),
    )


def waiting() -> tuple[Line, ...]:
    """The entries that wait for a publisher, the longest wait first, at most `MOST_LINES`; one query. No drafts."""
    return _lines(Entry.objects.filter(CHANGED | HANDED_ON))


def _lines(entries: QuerySet[Entry]) -> tuple[Line, ...]:
    return tuple(
        Line(
            entry.title,
            reverse("admin:entries_entry_change", args=[entry.pk]),
            "Changes waiting" if entry.status == Status.PUBLISHED else entry.get_status_display(),
            entry.updated_at,
        )
        for entry in entries.order_by("updated_at", "key")[:MOST_LINES].only("title", "status", "updated_at")
    )


def comes_out(now: datetime) -> tuple[Line, ...]:
    """Entries and Books whose moment is still to come, the next one first, at most `MOST_LINES`; two queries."""
    entries = Entry.objects.filter(status=Status.PUBLISHED, published_at__gt=now).order_by("published_at", "key")
    books = Edition.objects.filter(state=EditionState.PUBLISHED, publishes_at__gt=now).order_by("publishes_at", "slug")
    lines = [
        Line(one.title, reverse("admin:entries_edition_change", args=[one.pk]), "The whole Book", one.publishes_at)
        for one in books.only("title", "publishes_at")[:MOST_LINES]
    ]
    lines += [
        Line(one.title, reverse("admin:entries_entry_change", args=[one.pk]), one.get_kind_display(), one.published_at)
        for one in entries.only("title", "kind", "published_at")[:MOST_LINES]
    ]
    return tuple(sorted(lines, key=lambda line: line.moment or now)[:MOST_LINES])


def yours(user: Any) -> tuple[Line, ...]:
    """What this person looks after and readers do not see as it stands, the longest wait first; one query."""
    found = Entry.objects.filter(editor=user).filter(CHANGED | ~Q(status__in=[Status.PUBLISHED, Status.WITHDRAWN]))
    return _lines(found)


def overdue(today: date) -> tuple[Line, ...]:
    """Published entries whose day of review is past, the longest first, at most `MOST_LATE`; one query."""
    found = keeping.worklist(today, keeping.OVERDUE).only("title", "review_on")[:MOST_LATE]
    return tuple(
        Line(one.title, reverse("admin:entries_entry_change", args=[one.pk]), _late(today, one.review_on), None)
        for one in found
    )


def _late(today: date, day: date | None) -> str:
    return f"Review overdue by {counted((today - day).days, 'day')}" if day else "Never reviewed"


def differences(entry: Entry) -> tuple[str, ...]:
    """The names of what readers see otherwise than it stands in the draft; empty when nothing was published."""
    live = LiveVersion.objects.filter(pk=entry.pk).first()
    if live is None:
        return ()
    draft = library.compose(library.with_rows(Entry.objects.filter(pk=entry.pk)).get())
    shown = live.document
    names = [name for name in draft if name not in ("sections", "format") and draft[name] != shown.get(name)]
    names += [name for name in SECTIONS if draft["sections"].get(name) != shown["sections"].get(name)]
    return tuple(_name_of(name) for name in names)


def _name_of(name: str) -> str:
    label = ROWS.get(name) or str(getattr(Entry._meta.get_field(name), "verbose_name", name))
    return label[:1].upper() + label[1:]
