"""What waits at the desk: counts for the first page, and in what a draft differs from what readers see."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse

from entries import library
from entries.models import SECTIONS, Entry, LiveVersion, Status

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


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits: how many, of what, and where they are."""

    count: int
    name: str
    url: str


def tasks() -> tuple[Task, ...]:
    """What waits, for the desk's first page; one query."""
    counted = Entry.objects.aggregate(
        waiting=Count("pk", filter=Q(live__draft_differs=True, status=Status.PUBLISHED)),
        **{status.name: Count("pk", filter=Q(status=status)) for status in Status},
    )
    entries = reverse("admin:entries_entry_changelist")
    found = [Task(counted["waiting"], "published, with changes waiting", f"{entries}?waiting=yes")]
    for status, name in (
        (Status.DRAFT, "drafts"),
        (Status.SUBMITTED, "submitted"),
        (Status.IN_REVIEW, "in review"),
        (Status.APPROVED, "approved, not yet published"),
    ):
        found.append(Task(counted[status.name], name, f"{entries}?status__exact={status}"))
    return tuple(found)


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
