"""How numbers and rich text are shown to readers. Formatting only: no query, and nothing is marked as safe here."""

from django import template
from django.utils.safestring import SafeString

from entries.text.markup import in_scrollers
from entries.text.wording import counted

register = template.Library()


@register.filter
def number(value: int) -> str:
    """A number with its thousands parted: 15,256."""
    return f"{value:,}"


register.filter("counted", counted)


@register.filter
def rich(html: SafeString) -> SafeString:
    """A shape's cleaned HTML, its tables in boxes that scroll."""
    return in_scrollers(html) if "<table>" in html else html
