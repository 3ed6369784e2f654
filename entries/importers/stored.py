"""What the library holds of the entries that a batch of drafts is about, asked for in a few queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from entries import library
from entries.importers.draft import Draft
from entries.models import Entry, LiveVersion, OldSlug, SlugKind
from entries.models.fields import RESERVED_SLUGS
from entries.text.folding import fold

LONGEST_SLUG = 80


@dataclass(frozen=True, slots=True)
class Stored:
    """Entries by slug, which of them have changes waiting, and slugs that others had first, with where they lead."""

    entries: dict[str, Entry]
    waiting: set[int]
    others: dict[str, str]

    @classmethod
    def of(cls, drafts: Sequence[Draft]) -> "Stored":
        """What is stored under the slugs that drafts give."""
        slugs = {draft.slug.lower() for draft in drafts if draft.slug}
        entries = {entry.slug: entry for entry in library.with_rows(Entry.objects.filter(slug__in=slugs))}
        waiting = LiveVersion.objects.filter(pk__in=[entry.pk for entry in entries.values()], draft_differs=True)
        free = slugs - set(entries)
        kept = dict(Entry.objects.filter(key__in=free).values_list("key", "slug"))
        kept |= dict(OldSlug.objects.filter(kind=SlugKind.ENTRY, slug__in=free).values_list("slug", "target"))
        return cls(entries, set(waiting.values_list("pk", flat=True)), kept)


@dataclass(slots=True)
class Slugs:
    """The slugs of a run: those the file gives, with their rows, and the next number of those made from titles."""

    given: dict[str, int] = field(default_factory=dict)
    _next: dict[str, int] = field(default_factory=dict)

    def first_row(self, slug: str, row: int) -> int:
        """The first row of the file that gives this slug."""
        return self.given.setdefault(slug, row)

    def made(self, titles: Iterable[str]) -> list[str]:
        """A free slug for each title: never a reserved, a given or an old one."""
        bases = [fold(title).replace(" ", "-")[:LONGEST_SLUG].strip("-") or "entry" for title in titles]
        taken = _taken(bases)
        made: list[str] = []
        for base in bases:
            number = self._next.get(base, 1)
            slug = base if number == 1 else f"{base}-{number}"
            while slug in RESERVED_SLUGS or slug in self.given or slug in taken or (number > 1 and _taken([slug])):
                number += 1
                slug = f"{base}-{number}"
            taken.add(slug)
            if number > 1:
                self._next[base] = number + 1
            made.append(slug)
        return made


def _taken(slugs: Sequence[str]) -> set[str]:
    """Those that are, or once were, an entry's address, or its key."""
    taken = set(Entry.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    taken |= set(Entry.objects.filter(key__in=slugs).values_list("key", flat=True))
    return taken | set(OldSlug.objects.filter(kind=SlugKind.ENTRY, slug__in=slugs).values_list("slug", flat=True))
