"""The entry's form, laid out as the story reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms

from entries.admin import rows
from entries.admin.base import LONGEST_KEY, SluggedForm
from entries.admin.site import desk
from entries.admin.widgets import Picker
from entries.editorial.comparing import Difference, changed_since
from entries.models import (
    HEADINGS,
    SECTIONS,
    CareGroup,
    Entry,
    EntryCareGroup,
    EntryTheme,
    Outcome,
    SectionStyle,
    Status,
    Theme,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the form: fields (a tuple of lines) and kinds of rows, in reading order."""

    title: str
    blocks: tuple[Any, ...]
    folded: bool = False


LAYOUT = (
    Part(
        "What readers see first",
        (
            ("title",),
            rows.Teams,
            ("summary", "headline_result", ("period_start", "period_end")),
            rows.Figures,
        ),
    ),
    Part("The story", (("aims", "actions", "results"), rows.Quotes, ("next_steps",))),
    Part("After the story", (("lessons_learned",), rows.Lessons, rows.Resources, rows.Pictures, rows.Updates)),
    Part(
        "Where it belongs",
        (
            ("slug", "old_addresses", "care_groups", "themes", ("edition", "outcome", "position"), "published_at"),
            ("contact", "same_project", "editor"),
            rows.Partners,
        ),
    ),
    Part(
        "What kind it is, and the facts of its kind",
        (
            (
                ("kind", "section_style"),
                ("title_is_ours", "is_supplier_account"),
                "byline",
                ("event_start", "event_end"),
                ("event_place", "booking_url"),
                ("audio_url", "hosts"),
                ("award_body", "award_category", "award_result"),
            ),
        ),
        folded=True,
    ),
    Part("Source", ((("source", "source_url"), "source_note", "last_confirmed"),), folded=True),
)
# On a published entry these act at once, without a new publication; so only a publisher sets them then.
AT_ONCE = ("slug", "care_groups", "themes", "edition", "outcome", "position")
INLINES = [block for part in LAYOUT for block in part.blocks if isinstance(block, type)]
FIELDSETS: Any = [(None, {"fields": block}) for part in LAYOUT for block in part.blocks if isinstance(block, tuple)]


@dataclass(frozen=True, slots=True)
class Block:
    """What the form's template shows next: some fields, or some rows."""

    fields: Any = None
    rows: Any = None


def laid_out(fieldsets: Iterable[Any], formsets: Iterable[Any]) -> list[dict[str, Any]]:
    """The parts with their blocks, for the template; rows that this person may not see are left out."""
    fields, by_kind = iter(fieldsets), {type(formset.opts): formset for formset in formsets}
    parts = []
    for part in LAYOUT:
        blocks = [
            Block(rows=by_kind.get(block)) if isinstance(block, type) else Block(fields=next(fields))
            for block in part.blocks
        ]
        wrong = any(line.errors() for block in blocks if block.fields for line in block.fields)
        parts.append({"title": part.title, "blocks": blocks, "folded": part.folded, "open": wrong})
    return parts


def _tags(through: Any, tags: Any, help_text: str) -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        tags.objects.all(),
        required=False,
        widget=Picker(through._meta.get_field("tag"), desk),
        help_text=help_text,
    )


class EntryForm(SluggedForm):
    """An entry's draft. Care groups and themes are chosen, never typed into being."""

    care_groups = _tags(EntryCareGroup, CareGroup, "Type a few letters and choose. In a Book it stands in the first.")
    themes = _tags(EntryTheme, Theme, "Type a few letters and choose.")

    conflict: tuple[Difference, ...] = ()

    class Meta:
        model = Entry
        exclude: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        edition = self.instance.edition
        style = self.instance.section_style or (edition.section_style if edition else SectionStyle.BIG_BOOK)
        for name, heading in zip(SECTIONS, HEADINGS[style], strict=True):
            if name in self.fields:
                self.fields[name].label = heading

    def clean(self) -> dict[str, Any]:
        """A published entry keeps its moment, to the last digit when nobody changed it."""
        cleaned = super().clean() or self.cleaned_data
        self._refuse_what_would_overwrite()
        if "outcome" not in self.fields and "edition" in self.changed_data:
            # Who may not decide puts it into a Book undecided, as moving it there does.
            self.instance.outcome = Outcome.UNDECIDED if cleaned.get("edition") else ""
        if "published_at" in cleaned and "published_at" not in self.changed_data:
            cleaned["published_at"] = self.instance.published_at
        if self.instance.status == Status.PUBLISHED and "published_at" in cleaned and not cleaned["published_at"]:
            self.add_error("published_at", "It is published: say from when. To take it down, withdraw it.")
        return cleaned

    def _refuse_what_would_overwrite(self) -> None:
        """Say what somebody else saved since this form was opened; saving once more is then a choice."""
        seen = self.data.get("seen", "")
        if self.instance.pk is None or not (seen.isdecimal() and len(seen) < LONGEST_KEY):
            return
        found = changed_since(self.instance, int(seen))
        if found is not None:
            self.conflict = found.differences
            self.add_error(
                None,
                f"{found.who} saved this entry at {found.when} while you were writing. Nothing of "
                "yours is saved yet: your words stand in the form, and below is what changed. "
                "Take over what you want to keep, then save again.",
            )
