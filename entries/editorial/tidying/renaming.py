"""A name and its address change; the old address leads on. Renaming back undoes it."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from entries.editorial.tidying.base import (
    NAMES,
    Tidying,
    address_of,
    drafts_with,
    entry_lines,
    is_own,
    live_with,
    taught_lines,
)  # fmt: skip
from entries.editorial.upkeep import Line
from entries.models import Organisation, UpkeepKind
from entries.models.slugs import refuse_taken

OWN_ADDRESS = "The settings name the site’s own organisation by this address (CASEBOOK_ORGANISATION): leave it."


@dataclass(frozen=True)
class Rename(Tidying):
    """Give a row another name, and another address if `slug` is given."""

    row: Any
    name: str
    slug: str = ""
    kind = UpkeepKind.RENAMED

    @property
    def what(self) -> str:
        """From what to what."""
        if self.name == self.row.name:
            return f"Gave the {self.row._meta.verbose_name} “{self.name}” another address."
        return f"Renamed the {self.row._meta.verbose_name} “{self.row.name}” to “{self.name}”."

    def refusals(self) -> list[str]:
        """What the form of the row itself would refuse, and the address that the settings name."""
        if (self.name, self.slug or self.row.slug) == (self.row.name, self.row.slug):
            return ["It is called so already."]
        if is_own(self.row) and self.slug not in ("", self.row.slug):
            return [OWN_ADDRESS]
        changed = type(self.row)._default_manager.get(pk=self.row.pk)
        changed.name, changed.slug = self.name, self.slug or self.row.slug
        try:
            changed.full_clean()
            refuse_taken(changed)
        except ValidationError as refused:
            return refused.messages
        return []

    def lines(self) -> list[Line]:
        """Name, address, and the entries that show it."""
        of, row = self.row._meta.model_name, self.row
        found = [Line(NAMES, row.name, f"Is called “{self.name}”.", of=of, pk=row.pk)] if self.name != row.name else []
        if self.slug not in ("", row.slug):
            told = f"Leads to {address_of(row, self.slug)} from now on, and filters as that."
            found.append(Line(NAMES, address_of(row), told))
        keys = {*drafts_with(row), *live_with(row)}
        if isinstance(row, Organisation):
            found += [Line("Teams", team.name, "Stands with the new name.", of="team", pk=team.pk)
                      for team in row.teams.all()]  # fmt: skip
        found += entry_lines(keys, lambda entry: f"Shows “{self.name}”." if self.name != row.name else "")
        return found + list(taught_lines(row))

    def touched(self) -> list[int]:
        """None: names act by themselves, whatever an entry's draft is."""
        return []

    @property
    def before(self) -> dict[str, Any]:
        """What it takes to rename it back."""
        row = self.row
        return {"model": str(row.slug_kind), "pk": row.pk, "name": row.name, "slug": row.slug}

    def change(self) -> dict[str, Any]:
        """Save the row; slug history keeps the old address."""
        undo = self.before
        row = type(self.row)._default_manager.select_for_update().get(pk=self.row.pk)
        row.name, row.slug = self.name, self.slug or row.slug
        row.save()
        return undo
