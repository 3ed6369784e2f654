"""The form of a review: what the reader made of a story, to correct, with what else its text offers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import escape

from entries.admin.widgets import StoryEditor
from entries.importers import Draft, Problem
from entries.importers.draft import Figure, Said
from entries.importers.likely import likely_figures, likely_quotes
from entries.importers.matching import known_tags
from entries.models import (
    HEADINGS,
    SECTIONS,
    CareGroup,
    Contact,
    Edition,
    Entry,
    KeyFigure,
    Organisation,
    Picture,
    Quote,
    SectionStyle,
    Theme,
)  # fmt: skip

COLUMNS = {"team": "teams"}
NOTE = "Keep as a note"
MOST_LEFT = 200  # texts without a place that can be placed one by one: a form may have a thousand fields


def _limit(model: Any, name: str) -> int:
    return int(model._meta.get_field(name).max_length)


class Taken(forms.Form):
    """Something that may become a row: taken when it is ticked."""

    take = forms.BooleanField(required=False)
    needs: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        """What is taken must say something."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in self.needs:
            if cleaned.get("take") and not cleaned.get(name):
                self.add_error(name, "Fill this in, or untick it.")
        return cleaned


class FigureForm(Taken):
    """A key figure."""

    value = forms.CharField(label="Figure", required=False, max_length=_limit(KeyFigure, "value"))
    label = forms.CharField(label="What it counts", required=False, max_length=_limit(KeyFigure, "label"))
    needs = ("value", "label")


class QuoteForm(Taken):
    """A quotation."""

    words = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}))
    speaker = forms.CharField(required=False, max_length=_limit(Quote, "speaker"))
    role = forms.CharField(required=False, max_length=_limit(Quote, "role"))
    needs = ("words",)


class PictureForm(Taken):
    """A picture, and what it shows."""

    alt = forms.CharField(label="What it shows, in words", required=False, max_length=_limit(Picture, "alt"))
    decorative = forms.BooleanField(label="Decorative: it carries no meaning", required=False)

    def clean(self) -> dict[str, Any]:
        """A decorative picture has no words."""
        cleaned = super().clean()
        if cleaned.get("decorative"):
            cleaned["alt"] = ""
        return cleaned


class LeftForm(forms.Form):
    """A text without a place: a note, or part of a section."""

    to = forms.ChoiceField(label="What to do with it", required=False)

    def __init__(self, *args: Any, headings: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        added = ((name, f"Add to “{heading}”") for name, heading in zip(SECTIONS, headings, strict=True))
        self.fields["to"].choices = [("", NOTE), *added]  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Offered:
    """A form for something that the file offers, with what it says and where that stands."""

    form: forms.Form
    text: str
    where: str = ""
    url: str = ""


class ReviewForm(forms.Form):
    """The entry as it would be made."""

    title = forms.CharField(max_length=_limit(Entry, "title"))
    teams = forms.CharField(
        label="Team", required=False, max_length=500, help_text="Several are parted by semicolons. New ones are made."
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(), required=False, empty_label="That of its Book, or our own"
    )
    edition = forms.ModelChoiceField(Edition.objects.all(), label="Book", required=False, empty_label="No Book")
    care_groups = forms.ModelMultipleChoiceField(
        CareGroup.objects.filter(retired=False), required=False, widget=forms.CheckboxSelectMultiple
    )
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, label="Themes that the text suggests"
    )
    summary = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    headline_result = forms.CharField(
        label="What changed, in one line", required=False, max_length=_limit(Entry, "headline_result")
    )
    contact_email = forms.EmailField(label="Mailbox to ask", required=False, max_length=_limit(Contact, "mailbox"))
    contact_name = forms.CharField(label="Person to ask", required=False, max_length=_limit(Contact, "person"))

    def __init__(self, data: Any, draft: Draft, edition: Edition | None, suggested: list[Theme]) -> None:
        self.draft = draft
        style = edition.section_style if edition else SectionStyle.BIG_BOOK
        self.headings: tuple[str, ...] = tuple(HEADINGS[style])
        groups, _ = known_tags(CareGroup, draft.care_groups)
        themes, _ = known_tags(Theme, draft.themes)
        organisations = Organisation.objects.filter(name=draft.organisation) if draft.organisation else ()
        texts = ("title", "summary", "headline_result", "contact_email", "contact_name", *SECTIONS)
        initial = {name: getattr(draft, name) for name in texts} | {
            "teams": "; ".join(draft.teams), "edition": edition, "care_groups": groups, "themes": themes,
            "organisation": next(iter(organisations), None),
        }  # fmt: skip
        super().__init__(data, initial=initial)
        offered = list(dict.fromkeys([*themes, *suggested]))
        self.fields["themes"].queryset = Theme.objects.filter(pk__in=[theme.pk for theme in offered])  # type: ignore[attr-defined]
        for name, heading in zip(SECTIONS, self.headings, strict=True):
            field: Any = Entry._meta.get_field(name)
            self.fields[name] = field.formfield(widget=StoryEditor, label=heading, required=False, help_text="")

    @cached_property
    def figures(self) -> list[Offered]:
        """The file's key figures, ticked; then likely ones from the text."""
        own = [(one, True, "The file sets it as a key figure", "") for one in self.draft.figures]
        likely = [(one.figure, False, one.sentence, one.where) for one in likely_figures(self.draft)]
        return [
            Offered(
                self._form(FigureForm, "figure", number, take=take, value=one.value, label=one.label),
                sentence, self._where(where),
            )
            for number, (one, take, sentence, where) in enumerate([*own, *likely])
        ]  # fmt: skip

    @cached_property
    def quotes(self) -> list[Offered]:
        """The file's quotations, ticked; then those that stand in the text."""
        own = [(one, True, "It stands by itself in the file", "") for one in self.draft.quotes]
        likely = [(one.said, False, "It stays in the text as well", one.where) for one in likely_quotes(self.draft)]
        return [
            Offered(
                self._form(QuoteForm, "quote", number, take=take, words=one.words, speaker=one.speaker, role=one.role),
                why, self._where(where),
            )
            for number, (one, take, why, where) in enumerate([*own, *likely])
        ]  # fmt: skip

    @cached_property
    def pictures(self) -> list[Offered]:
        """The file's pictures, ticked."""
        return [
            Offered(
                self._form(PictureForm, "picture", number, take=True, alt=one.alt, decorative=one.decorative),
                "" if one.alt else "The file does not say what it shows. Without words it cannot be published.",
                url=one.stored,
            )
            for number, one in enumerate(self.draft.pictures)
        ]

    @cached_property
    def left(self) -> list[Offered]:
        """What found no place; beyond the first, texts are kept as notes."""
        return [
            Offered(self._form(LeftForm, "left", number, headings=self.headings), text)
            for number, text in enumerate(self.draft.unplaced[:MOST_LEFT])
        ]

    @property
    def kept_as_notes(self) -> int:
        """How many texts without a place are kept as notes without being asked about."""
        return len(self.draft.unplaced) - len(self.left)

    def is_valid(self) -> bool:
        """All of it."""
        offered = [*self.figures, *self.quotes, *self.pictures, *self.left]
        # No short cut: each form must say what is wrong with it.
        return all([super().is_valid(), *(one.form.is_valid() for one in offered)])

    @property
    def reviewed(self) -> Draft:
        """The draft as it was corrected; only of a valid form."""
        given = self.cleaned_data
        sections, notes = {name: given[name] for name in SECTIONS}, []
        for one in self.left:
            if to := one.form.cleaned_data["to"]:
                sections[to] += f"<p>{escape(one.text)}</p>"
            else:
                notes.append(one.text)
        notes += self.draft.unplaced[MOST_LEFT:]
        edition, draft = given["edition"], self.draft
        return replace(
            draft, **sections, title=given["title"], summary=given["summary"], unplaced=tuple(notes),
            headline_result=given["headline_result"], contact_email=given["contact_email"],
            contact_name=given["contact_name"], edition_named="",
            teams=tuple(dict.fromkeys(part.strip() for part in given["teams"].split(";") if part.strip())),
            organisation=given["organisation"].slug if given["organisation"] else "",
            edition=edition.slug if edition else "", outcome=draft.outcome if edition else "",
            care_groups=tuple(tag.slug for tag in given["care_groups"]),
            themes=tuple(tag.slug for tag in given["themes"]),
            figures=tuple(Figure(one["value"], one["label"]) for one in self._taken(self.figures)),
            quotes=tuple(Said(one["words"], one["speaker"], one["role"]) for one in self._taken(self.quotes)),
            pictures=tuple(
                replace(picture, alt=one.form.cleaned_data["alt"], decorative=one.form.cleaned_data["decorative"])
                for picture, one in zip(draft.pictures, self.pictures, strict=True)
                if one.form.cleaned_data["take"]
            ),
        )  # fmt: skip

    def refuse(self, problems: Any) -> None:
        """Say what stands against it, at the field that it is about."""
        problem: Problem
        for problem in problems:
            name = COLUMNS.get(problem.field, problem.field)
            self.add_error(name if name in self.fields else None, ValidationError(_sentence(problem.message)))

    def _taken(self, offered: list[Offered]) -> Iterator[dict[str, Any]]:
        yield from (one.form.cleaned_data for one in offered if one.form.cleaned_data["take"])

    def _form(self, kind: Any, name: str, number: int, headings: Any = None, **initial: Any) -> Any:
        more = {"headings": headings} if headings else {}
        return kind(self.data if self.is_bound else None, prefix=f"{name}-{number}", initial=initial, **more)

    def _where(self, name: str) -> str:
        """The name of a field as the page calls it."""
        return dict(zip(SECTIONS, self.headings, strict=True)).get(name, name.capitalize())


def _sentence(message: str) -> str:
    return f"This {message}" if message[:1].islower() else message
