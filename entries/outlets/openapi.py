"""The JSON described by OpenAPI 3.1, with the filter values that this library has."""

from typing import Any

from entries.library import FACETS, SORTS, Facet, Site
from entries.outlets.openapi_shapes import SCHEMAS, ref

Object = dict[str, Any]

VERSION = "1"
SLUG = {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$", "minLength": 1}
ABOUT = (
    "Everything that readers see, read only. Every answer has an ETag: send it as If-None-Match and an unchanged "
    "answer is 304. Scripts of any site may ask. Contacts that pages hide are in no answer."
)  # fmt: skip
PAGE = "A number from 1; what is no number is page 1, and a page past the last is 404."


def document(base: str, site: Site, facets: tuple[Facet, ...]) -> Object:
    """The description; `base` begins whole addresses, `facets` have the values that filters take."""
    return {
        "openapi": "3.1.0",
        "info": {"title": f"{site.name}: the library as JSON", "version": VERSION, "description": ABOUT},
        "servers": [{"url": base}],
        "paths": {
            "/api/v1/entries/": _get(
                "entries", "Entries, filtered and searched as on the page “Find a project”.", "EntryPage",
                _list_parameters(facets), {400: "A parameter cannot be read.", 404: "There is no such page."},
            ),
            "/api/v1/entries/{slug}/": _get(
                "entry", "One entry in full.", "Entry", [_slug("The entry's.")],
                {404: "There is no such entry.", 410: "It was published here and has been withdrawn."}, moved=True,
            ),
            "/api/v1/editions/": _get("editions", "The Books that are out, newest first.", "EditionList", [], {}),
            "/api/v1/editions/{slug}/": _get(
                "edition", "One Book.", "Edition", [_slug("The edition's.")], {404: "There is no such Book."},
                moved=True,
            ),
            "/suggest/": _get(
                "suggest", "Completions of what is typed, at most ten.", "Suggestions",
                [_query("q", {"type": "string"}, "The words so far.")], {},
            ),
        },
        "components": {"schemas": SCHEMAS},
    }  # fmt: skip


def _get(
    name: str, summary: str, shape: str, parameters: list[Object], problems: dict[int, str], *, moved: bool = False
) -> Object:
    """A path that is only read."""
    answers = {"200": _answer(summary, ref(shape)), "304": {"description": "It is as it was."}}
    answers |= {"301": {"description": "It has another address now."}} if moved else {}
    answers |= {str(status): _answer(text, ref("Problem")) for status, text in problems.items()}
    return {"get": {"operationId": name, "summary": summary, "parameters": parameters, "responses": answers}}


def _answer(text: str, schema: Object) -> Object:
    return {"description": text, "content": {"application/json": {"schema": schema}}}


def _list_parameters(facets: tuple[Facet, ...]) -> list[Object]:
    return [
        _query("q", {"type": "string"}, 'Words: "a phrase" in quotes, -without, anything else.'),
        *(_facet(facet) for facet in facets),
        _query("sort", {"type": "string", "enum": list(SORTS)}, "The order; relevance needs words."),
        _query("page", {"type": "string", "default": "1"}, PAGE),
        _query("page_size", {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}, "Entries on a page."),
    ]


def _facet(facet: Facet) -> Object:
    """A filter with the slugs that it takes today; one without any takes none."""
    slugs = [value.slug for value in facet.values]
    schema: Object = {"type": "array", "items": {"type": "string", "enum": slugs}} if slugs else {"type": "array",
                     "items": {"type": "string"}, "maxItems": 0}  # fmt: skip
    text = f"{FACETS[facet.name]}: any of these slugs. Others it had before work too."
    return _query(facet.name, schema, text) | {"style": "form", "explode": True}


def _query(name: str, schema: Object, text: str) -> Object:
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": text}


def _slug(text: str) -> Object:
    return {"name": "slug", "in": "path", "required": True, "schema": SLUG, "description": f"{text} slug".strip()}
