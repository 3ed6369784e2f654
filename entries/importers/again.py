"""Rows of a sheet that give no address but are entries already: a sheet sent again makes nothing twice."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from entries.importers.draft import Draft, Problem
from entries.importers.names import Names
from entries.models import Edition, Entry, EntryTeam, Organisation, Team

# The addresses of the entries with a title and a team (its key), and which Book each is in.
There = dict[tuple[str, int], list[tuple[str, int | None]]]


def newest() -> int:
    """The key of the entry that was made last; 0 when there is none."""
    return Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


@dataclass(slots=True)
class Again:
    """Gives such rows the address of their entry: it has the row's title and one of its teams, and no other Book.

    Only entries up to `last` count, those that were there before the import. Each is given once: of two rows that are
    alike, the second is the second such entry, or a new one. `told` counts the rows that an address was given.
    """

    names: Names
    edition: str
    last: int
    told: int = 0
    given: set[str] = field(default_factory=set)

    def named(self, drafts: Sequence[Draft | Problem]) -> list[Draft | Problem]:
        """The drafts in their order, with the addresses that could be told."""
        there = self._there({_title(one) for one in drafts if isinstance(one, Draft) and not one.slug})
        return [self._named(one, there) if isinstance(one, Draft) else one for one in drafts]

    def _there(self, titles: set[str]) -> There:
        found: There = defaultdict(list)
        if self.last and titles:
            links = EntryTeam.objects.filter(entry__title__in=titles, entry__lte=self.last).order_by("entry")
            rows = links.values_list("entry__title", "team", "entry__slug", "entry__edition")
            for title, team, slug, book in rows:
                found[title, team].append((slug, book))
        return found

    def _named(self, draft: Draft, there: There) -> Draft:
        slug = draft.slug.lower() or self._slug(draft, there)
        self.given.add(slug)
        if draft.slug or not slug:
            return draft
        self.told += 1
        return replace(draft, slug=slug)

    def _slug(self, draft: Draft, there: There) -> str:
        """The first entry that is not given yet; "" for a row that is none."""
        if not there:
            return ""
        text = " ".join(draft.organisation.split())
        organisation = self.names.find(Organisation, text) if text else self.names.site
        teams = [self.names.find(Team, name, organisation) for name in draft.teams] if organisation else []
        asked = draft.edition or self.edition
        books = {None, book.pk if (book := self.names.find(Edition, asked)) else 0} if asked else None
        same = (one for team in teams if team and team.pk for one in there.get((_title(draft), team.pk), ()))
        return next((slug for slug, book in same if slug not in self.given and (not books or book in books)), "")


def _title(draft: Draft) -> str:
    """As the entry has it."""
    return " ".join(draft.title.split())
