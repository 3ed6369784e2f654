"""Shapes as JSON objects; names and order are the contract's."""

from typing import Any

from django.urls import reverse

from entries.library import Book, Card, Results, Story

CARD_FIELDS = (
    "slug", "url", "title", "kind", "outcome", "summary", "headline_result", "team", "organisation",
    "care_groups", "themes", "edition", "published", "updated", "excerpt", "score",
)  # fmt: skip


def card(shape: Card) -> dict[str, Any]:
    """An entry in a list."""
    changed = {
        "care_groups": [tag.slug for tag in shape.care_groups],
        "themes": [tag.slug for tag in shape.themes],
        "edition": shape.edition.slug if shape.edition else None,
        "excerpt": str(shape.excerpt),
    }
    return {name: changed.get(name, getattr(shape, name)) for name in CARD_FIELDS} | {"edition": changed["edition"]}


def story(shape: Story) -> dict[str, Any]:
    """An entry in full."""
    contact = shape.contact
    return {
        **card(shape.card),
        "sections": {section.name: str(section.html) for section in shape.sections},
        "key_figures": [_fields(row, "value", "label") for row in shape.figures],
        "quotes": [_fields(row, "words", "speaker", "role") for row in shape.quotes],
        "lessons": [_fields(row, "kind", "text") for row in shape.lessons],
        "resources": [_fields(row, "title", "url", "kind", "size") for row in shape.resources],
        "pictures": [_fields(row, "url", "alt", "caption", "credit") for row in shape.pictures],
        "updates": [{"date": row.date.isoformat(), "html": str(row.html)} for row in shape.updates],
        "contact": _fields(contact, "mailbox", "person", "role") if contact else None,
        "related": [_fields(row, "slug", "title", "reason") for row in shape.related],
    }


def results(found: Results, address: str, query: Any) -> dict[str, Any]:
    """A page of entries. `query(page)` writes the query string of another page of the same selection."""

    def link(page: int) -> str | None:
        return f"{address}?{query(page)}".rstrip("?") if 1 <= page <= found.pages else None

    return {
        "count": found.count,
        "count_any": found.count_any,
        "page": found.page,
        "pages": found.pages,
        "next": link(found.page + 1),
        "previous": link(found.page - 1),
        "suggestion": found.suggestion,
        "facets": {
            facet.name: [_fields(value, "slug", "name", "count", "selected") for value in facet.values]
            for facet in found.facets
        },
        "results": [card(one) for one in found.cards],
    }


def book(shape: Book) -> dict[str, Any]:
    """An edition. `organisation` is its name; counts are those of what the library holds."""
    return {
        "slug": shape.slug,
        "url": reverse("edition", args=[shape.slug]),
        "title": shape.title,
        "organisation": shape.organisation.name,
        "period_start": shape.period_start.isoformat() if shape.period_start else None,
        "period_end": shape.period_end.isoformat() if shape.period_end else None,
        "received": shape.received,
        "publishes_at": shape.publishes_at.isoformat(),
        "parts": [_fields(part, "slug", "name", "full", "mentions") for part in shape.parts],
    }


def _fields(shape: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(shape, name) for name in names}
