"""How numbers are written for readers. Formatting only: no query, and nothing is marked as safe."""

from django import template

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
