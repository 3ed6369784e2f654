"""How numbers and rich text are shown to readers. Formatting only: no query, and nothing is marked as safe here."""

import html
from typing import Any

from django import template
from django.utils.safestring import SafeString

from entries.serving import linked
from entries.text.markup import in_scrollers, json_block, one_line
from entries.text.wording import counted

register = template.Library()


@register.filter
def number(value: int) -> str:
    """A number with its thousands parted: 15,256."""
    return f"{value:,}"


register.filter("counted", counted)


@register.filter
def rich(value: SafeString) -> SafeString:
    """A shape's cleaned HTML, its tables in boxes that scroll."""
    return in_scrollers(value) if "<table>" in value else value


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
