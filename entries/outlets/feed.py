"""Entries as an Atom feed (RFC 4287): full text, and ids that stay when a title, slug or filter changes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from urllib.parse import urlsplit

from django.template.loader import render_to_string
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.timezone import make_aware
from django.utils.xmlutils import SimplerXMLGenerator

from entries.library import FullEntry, Site
from entries.text.markup import xml_text

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
# The year is part of a tag URI (RFC 4151): whose name it was then. It must never change.
MINTED = "2026"
OWN_ADDRESS = re.compile(r'(<(?:a|img)\b[^>]*?\b(?:href|src)=")/(?!/)')


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A page of a feed: its title, its addresses (whole ones, "" for none), and when the library last changed."""

    title: str
    page: str  # the same as a page for readers
    url: str
    previous: str
    next: str
    changed_at: datetime


class AtomFeed(Atom1Feed):
    """Django's feed, with what it leaves out: full text, pages (RFC 5005), a date where there is no entry."""

    def latest_post_date(self) -> datetime:
        """When an entry last changed; without entries, when the library did."""
        found: datetime = super().latest_post_date() if self.items else self.feed["changed_at"]
        return found

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """The feed's own elements."""
        super().add_root_elements(handler)
        for rel in ("previous", "next"):
            if self.feed[rel]:
                handler.addQuickElement("link", "", {"rel": rel, "href": self.feed[rel]})

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """An entry's elements."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


def atom(entries: Iterable[FullEntry], page: FeedPage, site: Site) -> str:
    """The feed as XML."""
    host = urlsplit(page.url)
    whole = AtomFeed(
        title=xml_text(page.title),
        link=page.page,
        description="",
        subtitle="What teams tried, what changed and who to ask.",
        language="en-GB",
        author_name=xml_text(site.organisation or site.name),
        feed_url=page.url,
        feed_guid=tag_uri(page.url, f"{host.path}?{host.query}".rstrip("?").lstrip("/")),
        previous=page.previous,
        next=page.next,
        changed_at=page.changed_at,
    )
    for entry in entries:
        whole.add_item(**_item(entry, page.url, site))
    return str(whole.writeString("utf-8"))


def tag_uri(url: str, name: str) -> str:
    """An id that is no address (RFC 4151): a page may move, its id may not."""
    return f"tag:{urlsplit(url).hostname},{MINTED}:{name}"


def _item(entry: FullEntry, url: str, site: Site) -> dict[str, Any]:
    """What the feed says of an entry."""
    story, card = entry.story, entry.story.card
    base = f"{urlsplit(url).scheme}://{urlsplit(url).netloc}"
    published = make_aware(datetime.combine(story.published_on, time.min))
    by = ", ".join(part for part in (story.team_names, card.organisation, story.period) if part)
    content = render_to_string("outlets/feed_entry.html", {"story": story, "by": by, "site": site, "level": 3})
    return {
        "title": xml_text(card.title),
        "link": base + card.url,
        "unique_id": tag_uri(url, f"entries/{entry.key}"),
        "description": xml_text(escape(card.headline_result or card.summary)) or None,
        "pubdate": published,
        # What is let out at its moment was written before it.
        "updateddate": max(entry.changed_at, published),
        "author_name": xml_text(story.team_names or card.organisation or site.name),
        "categories": [xml_text(one) for one in _categories(entry)],
        "content": xml_text(OWN_ADDRESS.sub(rf"\1{base}/", content)),
    }


def _categories(entry: FullEntry) -> list[str]:
    """What a reader must see on the card (a fictional example, say), and the tags."""
    story = entry.story
    return [*(label.text for label in story.card.labels), *(tag.name for tag in (*story.care_groups, *story.themes))]
