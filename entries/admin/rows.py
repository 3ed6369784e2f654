"""The rows of an entry on its form: teams, figures, quotes and what comes after the story."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from entries.admin.base import refuse_retired
from entries.admin.widgets import WIDGETS, Safely
from entries.models import (
    EntryPartner,
    EntryTeam,
    KeyFigure,
    Lesson,
    Picture,
    Quote,
    Resource,
    Update,
)  # fmt: skip

MOST_FIGURES = 4


class RowForm(forms.ModelForm):
    """A row's form; what it names may be retired."""

    def clean(self) -> dict[str, Any]:
        """Django's."""
        cleaned = super().clean() or self.cleaned_data
        refuse_retired(self)
        return cleaned


class Rows(Safely, admin.StackedInline):
    """Stacked, so that every input has its label; more are added by a button."""

    form = RowForm
    extra = 0
    formfield_overrides = WIDGETS


class Teams(Rows):
    """Whose work it is: the first team's organisation and region are the entry's."""

    model = EntryTeam
    verbose_name = "team"
    verbose_name_plural = "Teams"
    fields = [("team", "position")]
    autocomplete_fields = ["team"]

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """A new entry begins with a place for its team."""
        return 0 if obj else 1


class Figures(Rows):
    """The numbers above the story."""

    model = KeyFigure
    verbose_name = "figure"
    verbose_name_plural = "Key figures, at most 4 are shown"
    fields = [("value", "position"), "label"]

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """Room for as many as are shown."""
        return max(MOST_FIGURES - (obj.figures.count() if obj else 0), 0)


class Quotes(Rows):
    """What people said."""

    model = Quote
    verbose_name_plural = "Quotes, shown beside the results"
    fields = ["words", ("speaker", "role", "position")]


class Lessons(Rows):
    """What was learned, one thing a row."""

    model = Lesson
    verbose_name_plural = "Lessons"
    fields = [("kind", "position"), "text"]


class Resources(Rows):
    """Files and links."""

    model = Resource
    verbose_name = "file or link"
    verbose_name_plural = "Files and links"
    fields = [("title", "kind"), ("file", "url"), ("length", "position"), ("transcript_url", "has_captions")]


class Pictures(Rows):
    """Pictures, with what they show in words."""

    model = Picture
    verbose_name_plural = "Pictures"
    fields = ["file", ("alt", "decorative"), ("caption", "credit", "position")]


class Updates(Rows):
    """What came later."""

    model = Update
    verbose_name = "dated update"
    verbose_name_plural = "Dated updates"
    fields = [("date", "title"), "text"]


class Partners(Rows):
    """Other organisations in it."""

    model = EntryPartner
    verbose_name_plural = "Partner organisations"
    fields = [("organisation", "role", "position")]
    autocomplete_fields = ["organisation"]
