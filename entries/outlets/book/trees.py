"""Rich text as a small tree: the cleaned HTML of a section, strictly nested, for the Book's writers to walk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from entries.outlets.book.elements import Element, elements_of
from entries.outlets.book.nodes import Block, Span, words_of
from entries.outlets.book.tables import table_of
from entries.outlets.book.words import address, is_right_to_left, is_seen, printable

SPANS = {
    "strong": "strong",
    "b": "strong",
    "em": "em",
    "i": "em",
    "sub": "sub",
    "sup": "sup",
    "a": "link",
    "br": "break",
}
HEADINGS = {"h3", "h4", "h5", "h6"}
BLOCKS = {"p", "ul", "ol", "li", "blockquote", "table", "dl", "dt", "dd", "hr", *HEADINGS}
NUMBERINGS = {"1", "a", "A", "i", "I"}
HIGHEST_START = 9999


def blocks_of(html: str, base: str) -> tuple[Block, ...]:
    """The blocks of cleaned HTML. Links are made absolute by `base`; those that lead nowhere keep their words."""
    return _levelled(Builder(base).blocks(elements_of(html), top=True))


def holds_blocks(element: Element) -> bool:
    """Whether there is a block anywhere inside."""
    children = [one for one in element.children if isinstance(one, Element)]
    return any(one.tag in BLOCKS or holds_blocks(one) for one in children)


@dataclass(frozen=True, slots=True)
class Builder:
    """Makes blocks and spans of elements."""

    base: str

    def blocks(self, nodes: Iterable[Element | str], top: bool = False) -> tuple[Block, ...]:
        """The blocks of these; words that stand in none make a paragraph. Only at the top are there headings."""
        found: list[Block] = []
        loose: list[Element | str] = []

        def settle() -> None:
            if spans := self.line(loose):
                found.append(_paragraph(spans))
            loose.clear()

        for node in nodes:
            if isinstance(node, str) or (node.tag in SPANS and not holds_blocks(node)):
                loose.append(node)
            else:
                settle()
                found += self._block(node, top)
        settle()
        return tuple(found)

    def _block(self, element: Element, top: bool) -> Sequence[Block]:
        match element.tag:
            case "p" | "dt" if not holds_blocks(element):
                return [_paragraph(spans)] if (spans := self.line(element.children)) else ()
            case tag if tag in HEADINGS and not holds_blocks(element):
                spans = self.line(element.children)
                if spans and top:
                    return [Block("heading", spans, level=int(tag[1]))]
                return [_paragraph((Span("strong", inside=spans),))] if spans else ()
            case "ul" | "ol":
                return self._list(element)
            case "blockquote":
                inside = self.blocks(element.children)
                return [Block("quotation", items=(inside,))] if inside else ()
            case "table":
                made = table_of(element, self.blocks, self.line)
                return [Block("table", table=made)] if made else ()
            case "dl":
                return self._terms(element)
            case "hr":
                return [Block("rule")]
        return self.blocks(element.children, top)

    def _list(self, element: Element) -> Sequence[Block]:
        items = [self.blocks(one.children) for one in element.children if isinstance(one, Element) and one.tag == "li"]
        # What stands beside the items is an item too.
        items += [self.blocks([one]) for one in element.children if isinstance(one, str) or one.tag != "li"]
        kept = tuple(one for one in items if one)
        if not kept:
            return ()
        if element.tag == "ul":
            return [Block("bullets", items=kept)]
        start, numbering = element.attributes.get("start", ""), element.attributes.get("type", "")
        number = int(start) if start.isdecimal() and len(start) < 6 else 1
        return [
            Block(
                "numbers",
                items=kept,
                start=number if 1 <= number <= HIGHEST_START else 1,
                numbering=numbering if numbering in NUMBERINGS else "1",
            )
        ]

    def _terms(self, element: Element) -> Sequence[Block]:
        """Each term with what is said of it; what is said of none stands as it is."""
        found: list[Block] = []
        terms: list[tuple[Span, ...]] = []
        items: list[tuple[Block, ...]] = []
        for node in element.children:
            is_term = isinstance(node, Element) and node.tag == "dt"
            if is_term and (spans := self.line(node.children)):  # type: ignore[union-attr]
                terms.append(spans)
                items.append(())
            elif said := self.blocks([node] if isinstance(node, str) else node.children):
                if items:
                    items[-1] += said
                else:
                    found += said
        return [*found, Block("terms", items=tuple(items), terms=tuple(terms))] if terms else found

    def line(self, nodes: Iterable[Element | str]) -> tuple[Span, ...]:
        """The words of these in a line, without white space at its ends; () when nothing would be seen."""
        spans = _trimmed(_trimmed(self._spans(nodes), first=True), first=False)
        return spans if any(_seen(one) for one in spans) else ()

    def _spans(self, nodes: Iterable[Element | str]) -> tuple[Span, ...]:
        found: list[Span] = []
        for node in nodes:
            if isinstance(node, str):
                found.append(Span("text", _collapsed(printable(node))))
            elif node.tag == "br":
                found.append(Span("break"))
            elif node.tag in SPANS:
                found += self._span(node)
            else:
                found += [Span("text", " "), *self._spans(node.children), Span("text", " ")]
        return tuple(one for one in found if one.kind != "text" or one.text)

    def _span(self, element: Element) -> Sequence[Span]:
        inside = self._spans(element.children)
        kind = SPANS[element.tag]
        url = address(element.attributes.get("href", ""), self.base) if kind == "link" else ""
        if not any(_seen(one) for one in inside) or (kind == "link" and not url):
            return inside
        return [Span(kind, inside=inside, url=url)]


def _paragraph(spans: tuple[Span, ...]) -> Block:
    return Block("paragraph", spans, leftwards=is_right_to_left(words_of(spans)))


def _collapsed(text: str) -> str:
    inner = " ".join(one for one in text.split(" ") if one)
    if not inner:
        return " " if text else ""
    return f"{' ' * text.startswith(' ')}{inner}{' ' * text.endswith(' ')}"


def _seen(span: Span) -> bool:
    return is_seen(span.text) or any(_seen(one) for one in span.inside)


def _trimmed(spans: tuple[Span, ...], first: bool) -> tuple[Span, ...]:
    """The spans without breaks and white space at their beginning, or at their end."""
    while spans:
        end = spans[0] if first else spans[-1]
        text = end.text.lstrip(" ") if first else end.text.rstrip(" ")
        if end.kind == "break" or (end.kind == "text" and not text):
            spans = spans[1:] if first else spans[:-1]
            continue
        if end.kind == "text" and text != end.text:
            spans = (Span("text", text), *spans[1:]) if first else (*spans[:-1], Span("text", text))
        return spans
    return ()


def _levelled(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with headings of level 1 and 2 that skip none."""
    highest = min((one.level for one in blocks if one.kind == "heading"), default=0)
    found, last = [], 0
    for block in blocks:
        if block.kind == "heading":
            last = 1 if block.level == highest or not last else 2
            block = replace(block, level=last)
        found.append(block)
    return tuple(found)
