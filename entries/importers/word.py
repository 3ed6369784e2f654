"""Word files: mammoth makes plain HTML of them, and the story is read from that."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from entries.importers.blocks import blocks_of
from entries.importers.documents import drafts_of
from entries.importers.draft import Draft, Line, Place, Problem, Unreadable
from entries.importers.files import DAMAGED, check_packed
from entries.importers.pictures import LARGEST_PICTURE, LARGEST_TOGETHER, TOO_MANY, with_pictures

STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Heading 7'] => h6:fresh
r[style-name='Emphasis'] => em
"""
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
EDGE = re.compile(r"word/(?:header|footer)\d*\.xml")


def read_word(path: Path) -> Iterator[Draft | Problem]:
    """The drafts of a Word file; raises Unreadable."""
    check_packed(path, "word/", "Word")
    try:
        (html, contents), edges = _html(path), _edges(path)
    # Whatever is wrong inside a file shows as some error of a parser: each means that this file cannot be read.
    except Exception as error:
        raise Unreadable(Place(path.name), DAMAGED.format("Word")) from error
    drafts = list(drafts_of(path.name, blocks_of(html)))
    if not drafts:
        raise Unreadable(Place(path.name), "holds no text.")
    first = drafts[0]
    lines = (*first.source, *(Line("text", edge) for edge in edges))
    drafts[0] = replace(first, unplaced=(*first.unplaced, *edges), source=lines)
    yield from with_pictures(drafts, html, contents)


def _html(path: Path) -> tuple[str, list[bytes]]:
    """The file as HTML, and the bytes of its pictures, which the HTML names by their place: `#0`."""
    # Loaded when a file is read: it would stay in each worker's memory for pages that have none.
    mammoth = import_module("mammoth")
    contents: list[bytes] = []

    def picture(image: Any) -> list[Any]:
        room = LARGEST_TOGETHER - sum(map(len, contents))
        contents.append(_bytes(image) if room > 0 else TOO_MANY)
        return [mammoth.html.element("img", {"alt": image.alt_text or "", "src": f"#{len(contents) - 1}"})]

    with path.open("rb") as file:
        made = mammoth.convert_to_html(file, style_map=STYLES, convert_image=picture, external_file_access=False)
    # The arrows that lead from a note back to its place are mammoth's, not the writer's.
    return str(made.value).replace("↑</a>", "</a>"), contents


def _bytes(image: Any) -> bytes:
    """A picture's bytes; none when the file only links to it."""
    try:
        with image.open() as file:
            return bytes(file.read(LARGEST_PICTURE + 1))
    # Mammoth has an error of its own for a link that it may not follow, and others for a part that is not there.
    except Exception:
        return b""


def _edges(path: Path) -> list[str]:
    """What stands at the head and the foot of the pages: mammoth leaves it out."""
    found: dict[str, None] = {}
    with zipfile.ZipFile(path) as package:
        for name in sorted(filter(EDGE.fullmatch, package.namelist())):
            for paragraph in ElementTree.fromstring(package.read(name)).iter(f"{{{WORD}}}p"):
                text = " ".join("".join(part.text or "" for part in paragraph.iter(f"{{{WORD}}}t")).split())
                found |= {text: None} if text else {}
    return list(found)
