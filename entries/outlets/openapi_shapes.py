"""What the JSON holds, as JSON Schema: every field, always there."""

from typing import Any

from entries.library import FACETS

Object = dict[str, Any]

TEXT: Object = {"type": "string"}
COUNT: Object = {"type": "integer", "minimum": 0}
DAY: Object = {"type": "string", "format": "date"}
SECTIONS = ("aims", "actions", "results", "next_steps", "lessons_learned")


def ref(name: str) -> Object:
    """A shape of the document."""
    return {"$ref": f"#/components/schemas/{name}"}


def nullable(schema: Object) -> Object:
    """The same or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def listed(schema: Object) -> Object:
    """A list of these."""
    return {"type": "array", "items": schema}


def shaped(*texts: str, **others: Object) -> Object:
    """An object of which every field is there; `texts` name those that are text."""
    fields = {**dict.fromkeys(texts, TEXT), **others}
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


VALUE = shaped("slug", "name", count=COUNT, selected={"type": "boolean"})
CARD: Object = {
    **dict.fromkeys(
        ("slug", "url", "title", "kind", "outcome", "summary", "headline_result", "team", "organisation"), TEXT
    ),
    "care_groups": listed(TEXT),
    "themes": listed(TEXT),
    "edition": nullable(TEXT),
    "published": DAY,
    "updated": DAY,
    "excerpt": {"type": "string", "description": "HTML whose only tag is mark; empty without words."},
    "score": {**nullable({"type": "integer"}), "description": "null without words."},
}
FULL: Object = {
    "sections": {
        "type": "object",
        "properties": {name: {"type": "string", "description": "HTML"} for name in SECTIONS},
        "additionalProperties": False,
        "description": "Those that are not empty.",
    },
    "key_figures": listed(shaped("value", "label")),
    "quotes": listed(shaped("words", "speaker", "role")),
    "lessons": listed(shaped("kind", "text")),
    "resources": listed(shaped("title", "url", "kind", size=nullable(COUNT))),
    "pictures": listed(shaped("url", "alt", "caption", "credit")),
    "updates": listed(shaped("html", date=DAY)),
    "contact": nullable(shaped("mailbox", "person", "role")),
    "related": listed(shaped("slug", "title", "reason")),
}
PAGE: Object = {
    "count": {**COUNT, "description": "Entries with all of the words."},
    "count_any": {**COUNT, "description": "Those, and entries with only some of the words."},
    "page": {"type": "integer", "minimum": 1},
    "pages": {"type": "integer", "minimum": 1},
    "next": nullable(TEXT),
    "previous": nullable(TEXT),
    "suggestion": {**nullable(TEXT), "description": "Another spelling of the words."},
    "facets": shaped(**dict.fromkeys(FACETS, listed(VALUE))),
    "results": listed(ref("Card")),
}
EDITION: Object = {
    "period_start": nullable(DAY),
    "period_end": nullable(DAY),
    "received": nullable(COUNT),
    "publishes_at": {"type": "string", "format": "date-time"},
    "parts": listed(shaped("slug", "name", full=COUNT, mentions=COUNT)),
}
SCHEMAS: Object = {
    "EntryPage": shaped(**PAGE),
    "Card": shaped(**CARD),
    "Entry": shaped(**CARD, **FULL),
    "EditionList": shaped(results=listed(ref("Edition"))),
    "Edition": shaped("slug", "url", "title", "organisation", **EDITION),
    "Suggestions": {"type": "array", "items": TEXT, "maxItems": 10},
    "Problem": shaped(error=shaped("code", "message")),
}
