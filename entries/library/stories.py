"""Stories: an entry in full, from its live document."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import quote

from django.core.files.storage import default_storage
from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.timezone import localtime, make_aware

from entries.library.addresses import care_group_address, organisation_address, team_address, theme_address
from entries.library.cards import card_of, event_time
from entries.library.shapes import (
    Contact,
    Fact,
    Figure,
    Lesson,
    Named,
    Picture,
    Quote,
    Resource,
    Section,
    Story,
    Update,
)  # fmt: skip
from entries.models import HEADINGS, SECTIONS, Kind, LessonKind, LiveVersion, PartnerRole, ResourceKind
from entries.text.markup import trusted

MOST_FIGURES = 4
# These tell no project: a text of one section needs no "What did we want to achieve?" above it.
TALKS = (Kind.BLOG, Kind.NEWS, Kind.AWARD, Kind.EVENT, Kind.PODCAST, Kind.INSIGHT)


def story_of(
    live: LiveVersion,
    own: str = "",
    *,
    nested: int = 0,
    book_period: str = "",
    organisations: Mapping[str, str] | None = None,
    at: datetime | None = None,
    **around: Any,
) -> Story:
    """The story of a live version; `nested` puts its headings so many levels down, `around` is related and neighbours.

    An entry of a Book that names no period of its own covers the Book's. `organisations` are the slugs, by name, of
    those that have a page; None for a draft, where nothing leads to pages that may not be there yet. `at` is the moment
    for which an event is to come or over.
    """
    document, stored = live.document, live.card
    published = date.fromisoformat(stored["published"]) if stored["published"] else date.min
    return Story(
        card=card_of(live.pk, stored, live.changed_at, own),
        teams=tuple(
            Named(slug, name, note, "" if organisations is None else team_address(slug))
            for slug, name, note, _, _ in stored["teams"]
        ),
        organisation=_organisation(stored["organisation"][1], organisations) if stored["organisation"] else None,
        care_groups=_tags(stored["care_groups"], organisations is not None, care_group_address),
        themes=_tags(stored["themes"], organisations is not None, theme_address),
        partners=tuple(
            (str(PartnerRole(role).label), _organisation(name, organisations)) for role, name in stored["partners"]
        ),
        sections=_sections(document, stored["style"], nested),
        figures=tuple(Figure(row["value"], row["label"]) for row in document["figures"][:MOST_FIGURES]),
        quotes=tuple(_quote(row) for row in document["quotes"]),
        lessons=tuple(
            Lesson(row["kind"], str(LessonKind(row["kind"]).label), row["text"]) for row in document["lessons"]
        ),
        resources=tuple(_resource(row) for row in document["resources"]),
        pictures=tuple(picture_of(**row) for row in document["pictures"]),
        updates=tuple(
            Update(date.fromisoformat(row["date"]), row["title"], trusted(row["html"])) for row in document["updates"]
        ),
        facts=_facts(document, at),
        contact=_contact(document["contact"]),
        period=period_of(_day(document["period_start"]), _day(document["period_end"])) or book_period,
        last_confirmed=_day(document["last_confirmed"]),
        title_is_ours=document["title_is_ours"],
        source=document["source"],
        source_url=document["source_url"],
        source_note=document["source_note"],
        published_on=published,
        **around,
    )


def _organisation(name: str, slugs: Mapping[str, str] | None) -> Named:
    slug = (slugs or {}).get(name, "")
    return Named(slug, name, url=organisation_address(slug) if slug else "")


def _tags(tags: Iterable[tuple[str, str]], linked: bool, address: Callable[[str], str]) -> tuple[Named, ...]:
    return tuple(Named(slug, name, url=address(slug) if linked else "") for slug, name in tags)


def period_of(start: date | None, end: date | None) -> str:
    """A period for readers: April 2023 to March 2024, or one month; "" when unknown."""
    named = [date_format(day, "F Y") for day in (start, end) if day]
    if start and end and start.year == end.year and start.month != end.month:
        named[0] = date_format(start, "F")
    return " to ".join(dict.fromkeys(named))


def picture_of(**row: Any) -> Picture:
    """A picture of a document's row."""
    return Picture(
        url=default_storage.url(row["file"]),
        alt="" if row.get("decorative") else row.get("alt", ""),
        caption=row.get("caption", ""),
        credit=row.get("credit", ""),
        width=row.get("width"),
        height=row.get("height"),
        file=row["file"],
    )


def _sections(document: dict[str, Any], style: str, nested: int) -> tuple[Section, ...]:
    headings = dict(zip(SECTIONS, HEADINGS[style], strict=True))
    html = document["sections"]
    if document["kind"] in TALKS and len(html) == 1:
        headings = dict.fromkeys(SECTIONS, "")
    return tuple(Section(name, headings[name], trusted(html[name], nested)) for name in SECTIONS if html.get(name))


def _quote(row: dict[str, Any]) -> Quote:
    by = ", ".join(part for part in (row["speaker"], row["role"]) if part)
    return Quote(row["words"], row["speaker"], row["role"], by)


def _resource(row: dict[str, Any]) -> Resource:
    about = [str(ResourceKind(row["kind"]).label), row["length"]]
    about += [filesizeformat(row["size"]).replace("\xa0", " ")] if row["size"] else []
    about += ["with captions"] if row["has_captions"] else []
    url = default_storage.url(row["file"]) if row["file"] else row["url"]
    return Resource(row["title"], url, row["kind"], row["size"], ", ".join(filter(None, about)), row["transcript_url"])


def _contact(row: dict[str, str] | None) -> Contact | None:
    if row is None:
        return None
    parts = tuple(part for part in re.split(r"(?<=[.@])", row["mailbox"]) if part)
    return Contact(row["mailbox"], row["person"], row["role"], parts, f"mailto:{quote(row['mailbox'], safe='@')}")


def event_over(document: Mapping[str, Any]) -> datetime | None:
    """When a document's event is over: at its end; without one, at the end of the day on which it starts."""
    if document["kind"] != Kind.EVENT or not (document["event_end"] or document["event_start"]):
        return None
    if document["event_end"]:
        return datetime.fromisoformat(document["event_end"])
    day = localtime(datetime.fromisoformat(document["event_start"])).date()
    return make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _facts(document: dict[str, Any], at: datetime | None) -> tuple[Fact, ...]:
    """The facts of the entry's kind, those that are known."""
    over = event_over(document)
    book = "Booking page (this event is over)" if at and over and over <= at else "Book a place"
    facts: list[tuple[str, str, str]] = []
    if document["kind"] == Kind.EVENT:
        for label, name in (("Starts", "event_start"), ("Ends", "event_end")):
            facts.append((label, event_time(document[name]) if document[name] else "", ""))
        facts.append(("Place", document["event_place"], ""))
        facts.append(("Booking", document["booking_url"] and book, document["booking_url"]))
    if document["kind"] == Kind.PODCAST:
        facts.append(("With", document["hosts"], ""))
        facts.append(("Listen", document["audio_url"] and "Listen to the podcast", document["audio_url"]))
    if document["kind"] == Kind.AWARD:
        for label, name in (("Awarded by", "award_body"), ("Category", "award_category"), ("Result", "award_result")):
            facts.append((label, document[name], ""))
    facts.append(("By", document["byline"], ""))
    return tuple(Fact(*fact) for fact in facts if fact[1])


def _day(iso: str | None) -> date | None:
    return datetime.fromisoformat(iso).date() if iso else None
