"""How numbers and rich text are shown to readers. Formatting only: no query, and nothing is marked as safe here."""

from django import template
from django.utils.safestring import SafeString

from entries.text.markup import in_scrollers

register = template.Library()


@register.filter
def number(value: int) -> str:
    """A number with its thousands parted: 15,256."""
    return f"{value:,}"


@register.filter
def counted(value: int, noun: str) -> str:
    """A number and what it counts, which takes a plain s: `7|counted:"project"` is 7 projects."""
    return counted_in_words(value, noun)


def counted_in_words(value: int, noun: str) -> str:
    """The same for Python: 1 project, 1,204 projects."""
    return f"{value:,} {noun}{'' if value == 1 else 's'}"


@register.filter
def rich(html: SafeString) -> SafeString:
    """A shape's cleaned HTML, its tables in boxes that scroll."""
    return in_scrollers(html) if "<table>" in html else html
