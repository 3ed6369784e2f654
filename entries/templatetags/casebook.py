"""How numbers and rich text are shown to readers. Formatting only: no query, and nothing is marked as safe here."""

import html
from collections.abc import Callable, Iterable
from functools import cached_property, partial
from typing import Any

from django import template
from django.template.base import Parser, Token
from django.templatetags.static import static
from django.utils.html import escape
from django.utils.safestring import SafeString

from entries.library.shapes import Named, Related, Section
from entries.serving import linked
from entries.serving.context import page_address
from entries.text.markup import (
    check_boxes,
    definitions,
    in_scrollers,
    json_block,
    link_items,
    links,
    one_line,
    options,
    sections,
)  # fmt: skip
from entries.text.wording import counted

register = template.Library()


@register.filter
def number(value: int) -> str:
    """A number with its thousands parted: 15,256."""
    return f"{value:,}"


register.filter("counted", counted)


class Fixed(template.Node):
    """Text that is the same on every page: worked out when it is first shown, and kept with the template."""

    def __init__(self, work_out: Callable[[], str]) -> None:
        self.work_out = work_out

    @cached_property
    def text(self) -> str:
        """The text, escaped."""
        return escape(self.work_out())

    def render(self, context: template.Context) -> str:
        """The text."""
        return self.text


@register.tag
def asset(parser: Parser, token: Token) -> Fixed:
    """The address of a file in `static/`: {% asset 'casebook.css' %}."""
    return Fixed(partial(static, _quoted(token)))


@register.tag
def address(parser: Parser, token: Token) -> Fixed:
    """The address of a page that its name alone tells: {% address 'browse' %}."""
    return Fixed(partial(page_address, _quoted(token)))


def _quoted(token: Token) -> str:
    tag, *given = token.split_contents()
    if len(given) != 1 or given[0][0] not in "'\"" or given[0][-1] != given[0][0]:
        raise template.TemplateSyntaxError(f"{tag} takes one name in quotes.")
    return given[0][1:-1]


@register.filter
def rich(value: SafeString) -> SafeString:
    """A shape's cleaned HTML, its tables in boxes that scroll."""
    return in_scrollers(value) if "<table>" in value else value


@register.filter("links")
def linked_names(names: Iterable[Named]) -> SafeString:
    """Names as links to their pages, those that have one, with commas between."""
    return links((one.name, one.url) for one in names)


@register.filter("definitions")
def shown_definitions(rows: Iterable[tuple[str, Iterable[Named]]]) -> SafeString:
    """Headings, each with the names that stand under it, in a list of definitions."""
    return definitions((heading, linked_names(names)) for heading, names in rows)


@register.filter("sections")
def shown_sections(parts: Iterable[Section]) -> SafeString:
    """Parts of a story, one after another."""
    return sections((part.name, part.heading, rich(part.html)) for part in parts)


@register.filter
def similar(others: Iterable[Related]) -> SafeString:
    """Similar projects as items of a list, each with the reason."""
    return link_items((other.title, other.url, other.note) for other in others)


register.filter("link_items", link_items)
register.filter("options", options)
register.filter("check_boxes", check_boxes)


@register.simple_block_tag
def worded(content: SafeString) -> SafeString:
    """What stands between the tags, for `as NAME`: a block that a page says once and base.html uses several times."""
    return one_line(content)


@register.simple_tag(takes_context=True)
def linked_data(context: template.Context) -> str:
    """The page as data for search engines: its place below home and, on an entry's page, the article; else ""."""
    request, canonical = context["request"], context["canonical"]
    found: list[dict[str, Any]] = []
    if story := context.get("story"):
        found.append(linked.article(request, story, context["site"], canonical))
    if trail := context.get("trail"):
        # The title was escaped for HTML; data is escaped in its own way.
        title = html.unescape(context["head_title"])
        found.append(linked.breadcrumbs(request, ((link.text, link.url) for link in trail), title, canonical))
    return json_block(found) if found else ""
