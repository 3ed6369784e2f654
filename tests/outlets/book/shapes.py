"""A Book of one story and one mention made of shapes alone, with any text anywhere."""

from datetime import UTC, date, datetime
from typing import Any

from django.utils.safestring import SafeString

from entries.library.shapes import (
    Book,
    Card,
    Contact,
    Figure,
    Lesson,
    Named,
    Part,
    Quote,
    Resource,
    Section,
    Site,
    Story,
    Update,
)  # fmt: skip
from entries.outlets.book import contents
from entries.text.markup import clean_html, clean_line

SITE = "https://casebook.example"
WARDS = Part("wards", "Wards", "/editions/2024-25/wards/", 1, 1, 1)


def rich(value: str) -> SafeString:
    """Rich text as the library hands it out."""
    return SafeString(clean_html(value))


def card(slug: str, title: str, **fields: Any) -> Card:
    """A card; lines are cleaned as publishing does it."""
    given: dict[str, Any] = dict.fromkeys(("summary", "headline_result", "team", "organisation"), "")
    given |= {"kind": "case-study", "outcome": "full", "published": "2025-06-01", "updated": "2025-06-01"}
    given |= {"care_groups": (), "themes": (), "edition": None, "labels": (), "meta": ()} | fields
    lines = {name: clean_line(value) if isinstance(value, str) else value for name, value in given.items()}
    return Card(entry_id=1, slug=slug, url=f"/entries/{slug}/", title=clean_line(title), **lines)


def story(html: str, line: str, **fields: Any) -> Story:
    """A story that has the HTML in a section and an update, and the line wherever a line can stand."""
    line = clean_line(line)
    parts = tuple(part for part in (line,) if part)
    given: dict[str, Any] = {
        "card": card("one", "One", summary=line, headline_result="It worked.", themes=(Named("t", line or "Rest"),)),
        "teams": (Named("team", line or "Team"),),
        "organisation": Named("anyshire", "Anyshire"),
        "partners": (("Worked with", Named("", line or "Partner")),),
        "sections": (Section("aims", "Aims", rich(html)),) if rich(html) else (),
        "figures": (Figure(line or "7", line or "sites"),),
        "quotes": (Quote(line or "Yes", line, "", line),),
        "lessons": (Lesson("cost", "Cost", line or "None"),),
        "resources": (Resource(line or "Form", f"https://x.example/{line}", "link", None, "Web page", ""),),
        "updates": (Update(date(2025, 1, 1), line, rich(html)),),
        "contact": Contact(f"{line}@x.example", line, "", parts, f"mailto:{line}@x.example"),
    }
    empty = dict.fromkeys(("care_groups", "themes", "pictures", "facts"), ())
    plain = {"period": "", "last_confirmed": None, "title_is_ours": False, "source": line, "source_url": ""}
    return Story(**{**empty, **plain, "source_note": "", "published_on": date(2025, 6, 1), **given, **fields})


def book_of(told: Story, mention: Card | None = None, **fields: Any) -> contents.Contents:
    """A Book with one part that has this story and mention in it."""
    texts = dict.fromkeys(("holdings_note", "foreword", "foreword_author", "foreword_role", "mentions_note"), "")
    given: dict[str, Any] = {
        **texts, "slug": "2024-25", "url": "/editions/2024-25/", "title": "Big Book 2024-25", "short_title": "2024-25",
        "organisation": Named("anyshire", "Anyshire"), "organisation_short": "Anyshire", "is_fictional": True,
        "period_start": None, "period_end": None, "period": "", "received": None, "received_text": "",
        "introduction": "", "portrait": None, "cover": None, "publishes_at": datetime(2025, 6, 1, tzinfo=UTC),
        "parts": (WARDS,),
    }  # fmt: skip
    book = Book(**{**given, **fields})
    mentions = (contents.Chapter(2, mention),) if mention else ()
    return contents.Contents(
        book=book,
        site=Site("Casebook", "", "", 2),
        site_url=SITE,
        url=SITE + book.url,
        title=book.title,
        sections=(contents.Section(WARDS, (contents.Chapter(1, told.card, told),), (), mentions),),
    )
