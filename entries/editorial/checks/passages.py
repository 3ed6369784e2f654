"""The passages of a document by the name of where they stand, for the checks that read words, and its links."""

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from entries.models import HEADINGS, SECTIONS
from entries.text.markup import passages

HREF = re.compile(r'href="([^"]*)"')
LINES = {
    "title": "Title", "summary": "Summary", "headline_result": "What changed, in one line", "source": "Source",
    "source_note": "Note on the source", "event_place": "Place", "hosts": "Hosts and guests", "byline": "Byline",
    "award_body": "Awarded by", "award_category": "Category", "award_result": "Result",
}  # fmt: skip
ROWS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "figures": ("Key figures", ("value", "label")),
    "quotes": ("Quotes", ("words", "speaker", "role")),
    "lessons": ("Lessons", ("text",)),
    "resources": ("Files and links", ("title",)),
    "pictures": ("Pictures", ("alt", "caption", "credit")),
    "updates": ("Dated updates", ("title",)),
}


def told(document: Mapping[str, Any], style: str) -> Iterator[tuple[str, str]]:
    """Where, and the passage. `style` says what the sections are called."""
    for name, where in LINES.items():
        for line in (document[name] or "").splitlines():
            yield where, line
    for name, heading in zip(SECTIONS, HEADINGS[style], strict=True):
        for passage in passages(document["sections"].get(name, "")):
            yield heading, passage
    for name, (where, fields) in ROWS.items():
        for row in document[name]:
            yield where, "; ".join(row[field] for field in fields if row[field])
    for row in document["updates"]:
        for passage in passages(row["html"]):
            yield "Dated updates", passage


def links(document: Mapping[str, Any], style: str) -> Iterator[tuple[str, str]]:
    """Where, and the address that a link leads to."""
    for name, heading in zip(SECTIONS, HEADINGS[style], strict=True):
        for href in HREF.findall(document["sections"].get(name, "")):
            yield heading, html.unescape(href)
    for row in document["updates"]:
        for href in HREF.findall(row["html"]):
            yield "Dated updates", html.unescape(href)
    for row in document["resources"]:
        for name in ("url", "transcript_url"):
            if row[name]:
                yield "Files and links", row[name]
    for name, where in (("source_url", "Source"), ("booking_url", "Booking link"), ("audio_url", "Podcast’s audio")):
        if document[name]:
            yield where, document[name]
