"""Reads cleaned HTML into elements."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser

EMPTY = {"br", "hr"}
DEEPEST = 16  # deeper elements leave their words to those they stand in


@dataclass(slots=True)
class Element:
    """An element as it was read."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Element | str]" = field(default_factory=list)


def elements_of(html: str) -> "list[Element | str]":
    """The elements and words at the top of well-formed HTML."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.top.children


def inside(element: Element, tags: Iterable[str]) -> list[Element]:
    """The elements right inside another that bear one of these tags."""
    return [one for one in element.children if isinstance(one, Element) and one.tag in tags]


class _Reader(HTMLParser):
    """Reads well-formed HTML, as cleaning leaves it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top = Element("")
        self.elements = [self.top]
        self.open: list[bool] = []  # for each open tag, whether it has an element of its own

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        if tag in EMPTY:
            self.elements[-1].children.append(element)
            return
        own = len(self.elements) <= DEEPEST
        self.open.append(own)
        if own:
            self.elements[-1].children.append(element)
            self.elements.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in EMPTY and self.open and self.open.pop():
            self.elements.pop()

    def handle_data(self, data: str) -> None:
        self.elements[-1].children.append(data)
