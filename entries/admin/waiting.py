"""What waits at the desk: for its first page, and in what a draft differs from what readers see."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from entries import library
from entries.models import OUT_STATES, SECTIONS, Edition, EditionState, Entry, LiveVersion, Outcome, Status
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
MOST_LINES = 10
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


@dataclass(frozen=True, slots=True)
class Making:
    """A Book that is not out: where it is published, and what it still needs in words; `when` if that is settled."""

    title: str
    url: str
    needs: tuple[str, ...]
    ready: int
    going: int
    when: datetime | None


def yours(user: Any) -> tuple[Line, ...]:
    """What this person looks after and readers do not see as it stands, the longest wait first; one query."""
    found = Entry.objects.filter(editor=user).filter(CHANGED | ~Q(status__in=[Status.PUBLISHED, Status.WITHDRAWN]))
    return _lines(found)


def in_the_making(now: datetime) -> tuple[Making, ...]:
    """Books that are not out yet, with what is still to be done for each; one query."""
    going = Q(entries__outcome__in=[Outcome.FULL, Outcome.MENTION]) & ~Q(entries__status=Status.WITHDRAWN)
    done = Q(entries__status__in=[Status.APPROVED, Status.PUBLISHED])
    books = Edition.objects.filter(~Q(state__in=OUT_STATES) | Q(publishes_at__gt=now)).annotate(
        going=Count("entries", filter=going),
        ready=Count("entries", filter=going & done),
        undecided=Count("entries", filter=Q(entries__outcome=Outcome.UNDECIDED)),
    )
    return tuple(_making(book) for book in books.order_by("publishes_at", "slug")[:MOST_LINES])


def _making(book: Any) -> Making:
    needs = [
        (book.undecided, counted(book.undecided, "entry is", "entries are") + " undecided"),
        (book.going - book.ready, counted(book.going - book.ready, "entry is", "entries are") + " not approved yet"),
        (not book.foreword, "It has no foreword"),
        (not book.cover, "It has no cover"),
    ]
    url = reverse("admin:entries_edition_publish", args=[book.pk])
    settled = book.publishes_at if book.state in OUT_STATES else None
    return Making(book.title, url, tuple(words for amount, words in needs if amount), book.ready, book.going, settled)


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
