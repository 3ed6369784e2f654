"""Cards from stored live versions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime

from entries.library.shapes import Card, Label, Named
from entries.models import Kind, Outcome
from entries.text.wording import FICTIONAL

KIND_NAMES: dict[str, str] = dict(Kind.choices)


def card_of(entry_id: int, stored: Mapping[str, Any], changed_at: datetime, own: str = "") -> Card:
    """The card of a live version. `own` is the slug of the site's organisation, which cards need not name."""
    organisation, edition = stored["organisation"], stored["edition"]
    return Card(
        entry_id=entry_id,
        slug=stored["slug"],
        url=stored["url"],
        title=stored["title"],
        kind=stored["kind"],
        outcome=stored["outcome"],
        summary=stored["summary"],
        headline_result=stored["headline_result"],
        team=stored["teams"][0][1] if stored["teams"] else "",
        organisation=organisation[1] if organisation else "",
        care_groups=tuple(Named(slug, name) for slug, name in stored["care_groups"]),
        themes=tuple(Named(slug, name) for slug, name in stored["themes"]),
        edition=Named(edition[0], edition[1]) if edition else None,
        published=stored["published"],
        updated=localtime(changed_at).date().isoformat(),
        labels=_labels(stored),
        meta=_meta(stored, own),
    )


def _labels(stored: Mapping[str, Any]) -> tuple[Label, ...]:
    labels = []
    if stored["kind"] != Kind.CASE_STUDY:
        labels.append(Label(KIND_NAMES[stored["kind"]], "white"))
    if stored["outcome"] == Outcome.MENTION:
        labels.append(Label("Honourable mention", "grey"))
    if stored["supplier"]:
        labels.append(Label("Supplier’s own account", "yellow"))
    if stored["fictional"]:
        labels.append(Label(FICTIONAL, "purple"))
    return tuple(labels)


def _meta(stored: Mapping[str, Any], own: str) -> tuple[str, ...]:
    """Team, organisation when it is another one than the site's, first care group, and the Book or the date."""
    organisation = stored["organisation"]
    starts, place = stored["when"]
    line = [stored["teams"][0][1] if stored["teams"] else ""]
    # Some teams are called as their organisation is: once is enough.
    line.append(organisation[2] if organisation and organisation[0] != own and organisation[1] not in line else "")
    line.append(stored["care_groups"][0][1] if stored["care_groups"] else "")
    if starts:
        line += [event_time(starts), place]
    else:
        line.append(stored["edition"][2] if stored["edition"] else _day(stored["published"]))
    return tuple(part for part in line if part)


def event_time(iso: str) -> str:
    """A moment for readers, London time: Thursday 14 January 2027, 6pm."""
    moment = localtime(datetime.fromisoformat(iso))
    clock = date_format(moment, "g.iA" if moment.minute else "gA").lower()
    return f"{date_format(moment, 'l j F Y')}, {clock}"


def _day(iso: str) -> str:
    return date_format(datetime.fromisoformat(iso), "j F Y") if iso else ""
