"""How surely each part of a draft was matched, in words, for the screen that reviews it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms

from entries.importers import Draft
from entries.importers.matching import known_tags
from entries.importers.source import Marked
from entries.models import SECTIONS, CareGroup, Organisation, Team, Theme
from entries.text.folding import sort_key

SURE, LIKELY, GUESS, CHECK = ("Sure", "go"), ("Likely", "info"), ("Guess", "wait"), ("Check title", "wait")
NONE = ("Not found", "")
BY_HEADING = {"exact": SURE, "near": LIKELY, "guess": GUESS}
ORDER = ["exact", "near", "guess"]
NAMES = {
    "title": "Title", "team": "Team", "organisation": "Organisation", "care_groups": "Care group", "themes": "Theme",
    "summary": "Summary", "headline_result": "What changed", "contact": "Contact", "quotes": "Quote",
    "figures": "Key figure", "heading": "", "": "No place",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """A field of the form with how surely it was matched, and from what."""

    field: forms.BoundField
    state: str
    look: str
    why: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the file, as the screen shows it: what it is, where it went, and how to mark it."""

    kind: str
    text: str
    went: str
    look: str


def shown(form: Any, draft: Draft) -> dict[str, Shown]:
    """The form's fields by name."""
    if not draft.is_document:
        return {name: Shown(form[name], *_cell(form[name].value())) for name in form.fields}
    told = {name: _section(draft, name) for name in SECTIONS}
    told |= {"title": _title(draft), "teams": _team(draft), "summary": _summary(draft)}
    told |= {"contact_email": _contact(draft), "organisation": _organisation(draft)}
    told |= {"care_groups": _tags(CareGroup, draft.care_groups), "themes": _tags(Theme, draft.themes)}
    return {name: Shown(form[name], *told.get(name, ("", "", ""))) for name in form.fields}


def source_lines(lines: Iterable[Marked], headings: Iterable[str]) -> list[SourceLine]:
    """The file's lines with the names of where they went."""
    names = NAMES | dict(zip(SECTIONS, headings, strict=True))
    looks = {"heading": "", "": "cd-m0"}
    return [
        SourceLine(line.kind, line.text, names.get(line.field, line.field), looks.get(line.field, "cd-m1"))
        for line in lines
    ]


def _cell(value: Any) -> tuple[str, str, str]:
    return (*SURE, "The sheet’s column") if value else ("", "", "")


def _headed(draft: Draft, name: str) -> tuple[str, list[str]]:
    """How surely the least sure heading of a field was known, and all of its headings."""
    found = [one for one in draft.headings if one.field == name]
    words = [f"“{one.words.rstrip(': ')}”" for one in found]
    return max((one.sure for one in found), key=ORDER.index, default=""), words


def _section(draft: Draft, name: str) -> tuple[str, str, str]:
    sure, words = _headed(draft, name)
    if not getattr(draft, name):
        return "", "", "Nothing in the file was taken for this."
    if not sure:
        return *GUESS, "It stood before the first heading that we know."
    said = {"exact": "Under the heading", "near": "Nearly a heading that we know:", "guess": "Not a heading we know:"}
    return *BY_HEADING[sure], f"{said[sure]} {', '.join(words)}"


def _title(draft: Draft) -> tuple[str, str, str]:
    if draft.title_is_ours:
        return *CHECK, "The file has no title. This one is proposed from its text."
    sure, words = _headed(draft, "title")
    return (*SURE, f"After {words[0]}") if sure else (*LIKELY, "The first line that can be a title")


def _team(draft: Draft) -> tuple[str, str, str]:
    if not draft.teams:
        return *NONE, "The file names no team. It can be kept without, not published."
    sure, words = _headed(draft, "team")
    if sure == "guess":
        return *GUESS, f"A line that is called as teams are: {words[0]}"
    known = {sort_key(name) for name in Team.objects.values_list("name", flat=True)}
    new = [name for name in draft.teams if sort_key(name) not in known]
    return (*LIKELY, f"New, and would be made: {', '.join(new)}") if new else (*SURE, "A team that you have")


def _summary(draft: Draft) -> tuple[str, str, str]:
    sure, words = _headed(draft, "summary")
    if not draft.summary:
        return "", "", ""
    return (*SURE, f"Under {words[0]}") if sure else (*LIKELY, "It stands before the first heading")


def _contact(draft: Draft) -> tuple[str, str, str]:
    if not draft.contact_email:
        return *NONE, "The file gives no mailbox that is whole."
    return *SURE, "From its line about the contact"


def _organisation(draft: Draft) -> tuple[str, str, str]:
    if not draft.organisation:
        return "", "", ""
    if Organisation.objects.filter(name=draft.organisation).exists():
        return *SURE, "Named in the file"
    return *NONE, f"The file names “{draft.organisation}”, which the library does not have."


def _tags(model: Any, names: tuple[str, ...]) -> tuple[str, str, str]:
    known, unknown = known_tags(model, names)
    if unknown:
        return *NONE, f"The file names what the library does not have: {', '.join(unknown)}"
    return (*SURE, "Named in the file") if known else ("", "", "")
