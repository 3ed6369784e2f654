"""A name goes out of use: entries keep it or, of a care group or theme, lose it. It can be taken into use again."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import cached_property

from entries.editorial.tidying.base import NAMES, THROUGH, Tidying, drafts_with, entry_lines, live_with, named
from entries.editorial.upkeep import Line
from entries.models import UpkeepKind


@dataclass(frozen=True)
class Retire(Tidying):
    """Keep a row from being used anew; with `off`, take a tag off all entries too."""

    row: Any
    off: bool = False
    kind = UpkeepKind.RETIRED

    @property
    def what(self) -> str:
        """What goes out of use."""
        return f"Retired the {named(self.row)}{', and took it off all entries' if self.off else ''}."

    def refusals(self) -> list[str]:
        """Of what is out of use already, or would leave entries without a team."""
        if self.off and type(self.row) not in THROUGH:
            return ["Only a care group or theme can be taken off entries."]
        return ["It is retired already."] if self.row.retired and not (self.off and drafts_with(self.row)) else []

    def lines(self) -> list[Line]:
        """That it is not used anew, and what becomes of the entries that have it."""
        told = "Is offered to no entry any more. Its page, its address and its filter stay as long as entries have it."
        found = [Line(NAMES, self.row.name, told, of=self.row._meta.model_name, pk=self.row.pk)]
        keys = {*drafts_with(self.row), *live_with(self.row)}
        return found + list(entry_lines(keys, lambda entry: f"Loses the {named(self.row)}." if self.off else ""))

    def touched(self) -> list[int]:
        """Those that lose it."""
        return drafts_with(self.row) if self.off else []

    def change(self) -> dict[str, Any]:
        """Mark it, and take it off."""
        taken = drafts_with(self.row) if self.off else []
        for link in THROUGH[type(self.row)]._default_manager.filter(tag=self.row) if self.off else ():
            link.delete()
        _mark(self.row, True)
        return {"model": str(self.row.slug_kind), "pk": self.row.pk, "entries": taken}


@dataclass(frozen=True)
class UseAgain(Tidying):
    """Take a row into use again, and give it back to `entries`, by id, that are still there."""

    row: Any
    entries: tuple[int, ...] = field(default=())
    kind = UpkeepKind.IN_USE

    @property
    def what(self) -> str:
        """What comes into use."""
        return f"Took the {named(self.row)} into use again."

    def refusals(self) -> list[str]:
        """Of what is in use."""
        return [] if self.row.retired else ["It is in use."]

    def lines(self) -> list[Line]:
        """That it can be chosen, and who gets it back."""
        found = [Line(NAMES, self.row.name, "Can be chosen again.", of=self.row._meta.model_name, pk=self.row.pk)]
        return found + list(entry_lines(self.touched(), lambda entry: f"Gets the {named(self.row)} again."))

    def touched(self) -> list[int]:
        """Those that get it back."""
        return self._back

    def change(self) -> None:
        """Unmark it, and give it back."""
        for pk in self._back:
            THROUGH[type(self.row)]._default_manager.create(content_object_id=pk, tag=self.row)
        _mark(self.row, False)

    @cached_property
    def _back(self) -> list[int]:
        if not self.entries:
            return []
        model = THROUGH[type(self.row)]._meta.get_field("content_object").related_model
        there = set(model._default_manager.filter(pk__in=self.entries).values_list("pk", flat=True))
        return sorted(there - set(drafts_with(self.row)))


def _mark(row: Any, retired: bool) -> None:
    stored = type(row)._default_manager.select_for_update().get(pk=row.pk)
    stored.retired = retired
    stored.save()
