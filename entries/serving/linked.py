"""What search engines are told about a page as data (schema.org): the pages above it, and an entry as an article."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from entries.library.shapes import Site, Story
from entries.text.wording import shortened

CONTEXT = "https://schema.org"
LONGEST_HEADLINE = 110


def breadcrumbs(request: HttpRequest, above: Iterable[tuple[str, str]], title: str, canonical: str) -> dict[str, Any]:
    """The way from home to this page: `above` has the words and the path of each page on it."""
    site = request.build_absolute_uri("/").removesuffix("/")
    steps = [(name, site + path) for name, path in above]
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": url}
        for place, (name, url) in enumerate([*steps, (title, canonical)], 1)
    ]
    return {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


def article(request: HttpRequest, story: Story, site: Site, canonical: str) -> dict[str, Any]:
    """An entry: by its teams, or by its organisation when it names none; published by whoever runs the library."""
    card = story.card
    found = {
        "@context": CONTEXT,
        "@type": "Article",
        "headline": shortened(card.title, LONGEST_HEADLINE),
        "description": f"{card.forewarning}{card.headline_result or card.summary}".removesuffix(": "),
        "inLanguage": "en-GB",
        "mainEntityOfPage": canonical,
        "datePublished": card.published,
        "dateModified": card.updated,
        "author": [organisation(team.name) for team in story.teams] or named(card.organisation),
        "publisher": organisation(site.organisation or site.name),
        "image": [request.build_absolute_uri(picture.url) for picture in story.pictures],
        "keywords": [theme.name for theme in card.themes],
    }
    return {name: value for name, value in found.items() if value}


def organisation(name: str) -> dict[str, str]:
    """A team or an organisation."""
    return {"@type": "Organization", "name": name}


def named(name: str) -> list[dict[str, str]]:
    """The organisation of that name, as a list; none without a name."""
    return [organisation(name)] if name else []
