"""Several names become one. What was merged is no more; its addresses, filters and files lead to what it is part of."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from entries import library
from entries.editorial.tidying import organisations
from entries.editorial.tidying.base import (
    NAMES,
    THROUGH,
    Tidying,
    address_of,
    drafts_with,
    entry_lines,
    is_own,
    live_with,
    taught_lines,
)  # fmt: skip
from entries.editorial.upkeep import Line
from entries.models import EntryTeam, Organisation, Team, UpkeepKind
from entries.models.slugs import lead_on


@dataclass(frozen=True)
class Merge(Tidying):
    """Make `rows` part of `into`, which is of the same kind. It cannot be undone."""

    rows: tuple[Any, ...]
    into: Any
    kind = UpkeepKind.MERGED

    @property
    def what(self) -> str:
        """What becomes part of what."""
        names = ", ".join(f"“{row.name}”" for row in self.rows)
        return f"Merged the {self.into._meta.verbose_name} {names} into “{self.into.name}”."

    def refusals(self) -> list[str]:
        """A name is not merged into itself, the site's own into none, and made up not with real."""
        found = [] if self.rows and self.into not in self.rows else ["Choose at least one to merge into another."]
        for row in self.rows:
            if is_own(row):
                found.append(f"“{row.name}” is the site’s own (CASEBOOK_ORGANISATION): merge the others into it.")
            if _fictional(row) != _fictional(self.into):
                found.append(f"“{row.name}” and “{self.into.name}”: one of them is a fictional example, one is real.")
        return found

    def lines(self) -> list[Line]:
        """Addresses, entries, and what hangs on an organisation."""
        found = [line for row in self.rows for line in (*self._named(row), *self._of(row), *taught_lines(row))]
        groups = list(dict.fromkeys(line.group for line in found))
        return sorted(found, key=lambda line: groups.index(line.group))

    def touched(self) -> list[int]:
        """The entries whose draft names what is merged."""
        keys = [key for row in self.rows for key in drafts_with(row)]
        for row in self.rows:
            if isinstance(row, Organisation):
                keys += [key for team in organisations.twins(row, self.into) for key in drafts_with(team)]
        return list(dict.fromkeys(keys))

    def change(self) -> None:
        """Point everything to the other, then let go of what was merged."""
        for row in self.rows:
            if isinstance(row, Organisation):
                for team, twin in organisations.twins(row, self.into).items():
                    _merge_team(team, twin)
                organisations.hand_over(row, self.into)
                _let_go(row, self.into)
            elif isinstance(row, Team):
                _merge_team(row, self.into)
            else:
                _merge_tag(row, self.into)

    def _named(self, row: Any) -> Iterator[Line]:
        of = row._meta.model_name
        now = address_of(self.into)
        yield Line(NAMES, row.name, f"Becomes part of “{self.into.name}”. This cannot be undone.", of=of, pk=row.pk)
        yield Line(NAMES, address_of(row), f"Leads to {now} from now on, and filters as that.")
        if isinstance(row, Team) and row.organisation_id != self.into.organisation_id:
            yield Line(NAMES, str(row), f"Its entries come under {self.into.organisation} and its region.")

    def _of(self, row: Any) -> Iterator[Line]:
        if isinstance(row, Organisation):
            yield from organisations.lines(row, self.into)
        has = set(drafts_with(self.into))

        def effect(entry: Any) -> str:
            both = "Has both" if entry.pk in has else f"Has “{row.name}”"
            return f"{both}: has “{self.into.name}” alone." if entry.pk in has else f"{both}: gets “{self.into.name}”."

        yield from entry_lines([*drafts_with(row), *live_with(row)], effect)


def _fictional(row: Any) -> bool:
    of = row.organisation if isinstance(row, Team) else row
    return bool(getattr(of, "is_fictional", False))


def _merge_tag(row: Any, into: Any) -> None:
    model = THROUGH[type(row)]
    has = set(model._default_manager.filter(tag=into).values_list("content_object_id", flat=True))
    for link in model._default_manager.filter(tag=row):
        if link.content_object_id in has:
            link.delete()
        else:
            link.tag = into
            link.save()
    _let_go(row, into)


def _merge_team(row: Team, into: Team) -> None:
    has = dict(EntryTeam.objects.filter(team=into).values_list("entry_id", "pk"))
    shown = live_with(row)
    for link in EntryTeam.objects.filter(team=row).order_by("pk"):
        if link.entry_id in has:
            other = EntryTeam.objects.get(pk=has[link.entry_id])
            # Whichever of the two stood first keeps its place.
            other.position = min(other.position, link.position)
            link.delete()
            other.save()
        else:
            link.team = into
            link.save()
    for pk in shown:
        library.rewrite_live(pk, partial(_with_team, old=row.key, new=into.key))
    _let_go(row, into)


def _let_go(row: Any, into: Any) -> None:
    lead_on(row, into)
    row.delete()


def _with_team(document: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    return {**document, "teams": list(dict.fromkeys(new if key == old else key for key in document["teams"]))}
