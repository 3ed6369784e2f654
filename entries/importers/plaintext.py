"""Plain text: lines become paragraphs, headings and lists, and the story is read from those."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

from entries.importers.blocks import blocks_of
from entries.importers.documents import drafts_of
from entries.importers.draft import Draft, Place, Problem, Unreadable
from entries.importers.files import text_of
from entries.importers.vocabulary import heading, label
from entries.text.markup import clean_line

BULLET = re.compile(r"\s*(?:[-–*•·▪◦●]|o(?=\s{2}))\s+(?=\S)")
NUMBER = re.compile(r"\s*\(?\d{1,2}[.)]\s+(?=\S)")
HASHES = re.compile(r"(#{1,6})\s+(?P<text>.*?)\s*#*$")
RULE = re.compile(r"\s*([=_~*-])\1{2,}\s*")
# A line as long as this goes on in the next one, when lines were broken to fit a page.
BROKEN_FROM, BROKEN_TO = 45, 100


def read_text(path: Path) -> Iterator[Draft | Problem]:
    """The drafts of a text file; raises Unreadable."""
    drafts = list(drafts_of(path.name, blocks_of(html_of(text_of(path)))))
    if not drafts:
        raise Unreadable(Place(path.name), "holds no text.")
    yield from drafts


def html_of(text: str) -> str:
    """Lines as HTML: bullets and numbers make lists, `#` and underlines headings, each other line is a paragraph."""
    made: list[str] = []
    items: list[str] = []
    kind = ""
    for line in _lines(clean_line(text)):
        bullet, number = BULLET.match(line), NUMBER.match(line)
        now = "ul" if bullet else "ol" if number and heading(line) is None else ""
        if items and now != kind:
            made.append(_list(kind, items))
            items = []
        kind = now
        if now:
            items.append(line[(bullet or number).end() :])  # type: ignore[union-attr]
        else:
            made.append(_paragraph(line))
    return "".join([*made, _list(kind, items) if items else ""])


def _lines(text: str) -> list[str]:
    """The lines of a text that hold something; those that were only broken to fit a page are joined again."""
    lines = [line.rstrip() for line in text.expandtabs(4).splitlines()]
    full = [line for line in lines if line]
    broken = len(full) < len(lines) and max(map(len, full), default=0) <= BROKEN_TO
    made: list[str] = []
    before = ""
    for line in lines:
        if RULE.fullmatch(line):
            if made and line.strip()[0] in "=-" and before and len(before) <= BROKEN_TO:
                made[-1] = f"# {made[-1]}"
            line = ""
        elif line and before and made and (_is_indented(made[-1], line) or (broken and _goes_on(before, line))):
            made[-1] = f"{made[-1]} {line.strip()}"
        elif line:
            made.append(line)
        before = line
    return made


def _is_indented(item: str, line: str) -> bool:
    """Whether a line belongs to the item of a list above it."""
    return line.startswith("  ") and bool(_begins_item(item)) and not _begins_item(line)


def _begins_item(line: str) -> "re.Match[str] | None":
    return BULLET.match(line) or NUMBER.match(line)


def _goes_on(before: str, line: str) -> bool:
    begins = _begins_item(line) or HASHES.match(line) or heading(line) or label(line)
    return len(before) >= BROKEN_FROM and not begins and heading(before) is None


def _paragraph(line: str) -> str:
    if found := HASHES.fullmatch(line.strip()):
        level = len(found[1])
        return f"<h{level}>{html.escape(found['text'], quote=False)}</h{level}>"
    return f"<p>{html.escape(line.strip(), quote=False)}</p>"


def _list(kind: str, items: list[str]) -> str:
    return f"<{kind}>{''.join(f'<li>{html.escape(item, quote=False)}</li>' for item in items)}</{kind}>"
