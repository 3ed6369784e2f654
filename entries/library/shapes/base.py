"""What all shapes have in common."""

from typing import Any


class Shape:
    """Something that templates show.

    For `{{ card.title }}` a template asks `card["title"]` before it asks `card.title`. Answering the first spares it an
    error raised and caught for every value that it shows: a fifteenth of an entry page.
    """

    __slots__ = ()

    def __getitem__(self, name: str) -> Any:
        """The attribute of that name; raises AttributeError when there is none."""
        return getattr(self, name)
