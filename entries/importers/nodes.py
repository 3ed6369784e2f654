"""The elements of an HTML text, cleaned and balanced first, so that any file can be walked alike."""

import html
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3

INLINE = {"strong", "em", "b", "i", "sub", "sup", "a", "br"}
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "summary": 2}
VOID = {"br", "hr", "img"}
# What a page has around its text; a document of Word has none of it.
AROUND = {"script", "style", "title", "nav", "footer", "noscript", "template", "svg", "math", "iframe", "object"}
CELLS = {"td", "th"}
BLOCKS = {"p", "ul", "ol", "li", "table", "caption", "thead", "tbody", "tfoot", "tr", "blockquote", "div", "section",
          "article", "main", "header", "details", "figure", "figcaption", "dl", "dt", "dd", "hr"}  # fmt: skip
_cleaner = nh3.Cleaner(
    tags=INLINE | set(HEADINGS) | BLOCKS | CELLS | {"img"},
    attributes={"a": {"href"}, "ol": {"start"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"},
                "img": {"alt", "src"}},
    clean_content_tags=AROUND,
    url_schemes={"http", "https", "mailto", "tel", "data"},
    link_rel=None,
)  # fmt: skip


@dataclass(slots=True)
class Node:
    """An element: its tag, attributes and what is in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node | str]" = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text in it, line breaks as such."""
        if self.tag == "br":
            return "\n"
        return "".join(text_of(child) for child in self.children)

    @property
    def html(self) -> str:
        """It and all in it as HTML."""
        if self.tag in VOID:
            return "<br>" if self.tag == "br" else ""
        given = "".join(f' {name}="{html.escape(value)}"' for name, value in self.attributes.items())
        return f"<{self.tag}{given}>{self.inner}</{self.tag}>"

    @property
    def inner(self) -> str:
        """What is in it as HTML."""
        parts = (html.escape(c, quote=False) if isinstance(c, str) else c.html for c in self.children)
        return "".join(parts)

    def find(self, tag: str) -> "Iterator[Node]":
        """Every element of this tag in it, in order."""
        for child in self.children:
            if isinstance(child, Node):
                if child.tag == tag:
                    yield child
                yield from child.find(tag)


def text_of(child: "Node | str") -> str:
    """The text of what stands in an element."""
    return child if isinstance(child, str) else child.text


def parsed(source: str) -> Node:
    """An element that holds all of an HTML text that may be of use."""
    return _tree(_cleaner.clean(source))


class _Tree(HTMLParser):
    """Builds nodes. Its input was cleaned and balanced before, so that tags close in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("div")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and len(self._open) > 1:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data.replace("\u00ad", "").replace("\u200b", ""))


def _tree(source: str) -> Node:
    builder = _Tree()
    builder.feed(source)
    builder.close()
    return builder.root


def tidy(node: Node) -> Node:
    """White space as one blank; no link that leads nowhere outside its own document."""
    made: list[Node | str] = []
    for child in node.children:
        if isinstance(child, str):
            made.append(("" if child[:1] not in " \n\t\r\xa0" else " ") + " ".join(child.split()))
            if child.strip() and child[-1] in " \n\t\r\xa0":
                made[-1] = f"{made[-1]} "
        elif (child.tag == "p" and node.tag == "p") or _leads_nowhere(child):
            made += tidy(child).children
        else:
            made.append(tidy(child))
    return Node(node.tag, node.attributes, made)


def _leads_nowhere(node: Node) -> bool:
    return node.tag == "a" and not node.attributes.get("href", "").startswith(("http", "mailto:", "tel:"))


def trimmed(node: Node) -> Node:
    """A paragraph without blanks and line breaks at its ends."""
    children = list(node.children)
    while children and not text_of(children[0]).strip():
        children.pop(0)
    while children and not text_of(children[-1]).strip():
        children.pop()
    if children and isinstance(children[0], str):
        children[0] = children[0].lstrip()
    if children and isinstance(children[-1], str):
        children[-1] = children[-1].rstrip()
    return Node(node.tag, node.attributes, children)


def without(source: str, count: int) -> str:
    """HTML without its first characters of text."""
    root = _tree(source)
    _drop(root, count)
    return root.inner


def _drop(node: Node, count: int) -> int:
    for place, child in enumerate(node.children):
        if not count:
            break
        if isinstance(child, str):
            node.children[place] = child[count:]
            count -= min(count, len(child))
        elif child.tag == "br":
            node.children[place], count = "", count - 1
        else:
            count = _drop(child, count)
    return count
