"""The pictures that stand in a document, with what they say for who cannot see them. Nothing is fetched for them."""

import base64
import binascii
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import chain

from entries.importers.blocks import bodies_of
from entries.importers.draft import Draft, Pictured
from entries.importers.files import MB
from entries.importers.nodes import Node
from entries.text.folding import fold
from entries.text.markup import passages

LARGEST_PICTURE = 10 * MB
LARGEST_TOGETHER = 40 * MB
MOST_PIXELS = 50_000_000
LONGEST_ALT = 250
SHOWN = {"PNG": ".png", "JPEG": ".jpg", "GIF": ".gif", "WEBP": ".webp"}
DATA = re.compile(r"data:image/[\w.+-]+;base64,(?P<bytes>.*)", re.S)
TOO_LARGE = "the file’s pictures are too large together"
# Stands for the bytes of a picture after those that are too large together.
TOO_MANY = b"-"
NOT_BROUGHT = "Picture, not brought over ({}): {}"
FEWEST = 12  # letters of a text that can tell in which story a picture stands


@dataclass(frozen=True, slots=True)
class Found:
    """A picture in HTML: its words, its address, and the text before it."""

    alt: str
    source: str
    after: str


def with_pictures(drafts: Sequence[Draft], html: str, contents: Sequence[bytes] = ()) -> list[Draft]:
    """The drafts of a document with its pictures, each in the story whose text it follows.

    `contents` are the bytes of those that the HTML names by place (`#0`). What cannot be brought over is noted.
    """
    taken: list[list[Pictured]] = [[] for _ in drafts]
    notes: list[list[str]] = [[] for _ in drafts]
    told = [_told(draft) for draft in drafts]
    room = LARGEST_TOGETHER
    for found in _found(html) if "<img" in html.lower() else ():
        place = next((number for number, text in enumerate(told) if found.after and found.after in text), 0)
        content, why = _content(found.source, contents)
        why = why or (TOO_LARGE if len(content) > room else "")
        picture = None if why else _pictured(found.alt, content)
        if picture is None:
            why = why or "pages cannot show its kind"
            notes[place].append(NOT_BROUGHT.format(why, found.alt or "without a description"))
            continue
        room -= len(content)
        if picture.alt != found.alt:
            notes[place].append(f"Picture, in full: {found.alt}")
        if picture not in taken[place]:
            taken[place].append(picture)
    return [
        replace(draft, pictures=tuple(some), unplaced=(*draft.unplaced, *more))
        for draft, some, more in zip(drafts, taken, notes, strict=True)
    ]


def _found(html: str) -> Iterator[Found]:
    """The pictures in the text, in order."""
    before = ""
    for one in chain.from_iterable(map(_walked, bodies_of(html))):
        if isinstance(one, str):
            text = fold(one)
            before = text if len(text) >= FEWEST else before
        else:
            yield Found(" ".join(one.attributes.get("alt", "").split()), one.attributes.get("src", ""), before)


def _walked(node: Node) -> Iterator[Node | str]:
    for child in node.children:
        if isinstance(child, str) or child.tag == "img":
            yield child
        else:
            yield from _walked(child)


def _told(draft: Draft) -> str:
    """All that a draft says, folded, to find a text in."""
    sections = (draft.aims, draft.actions, draft.results, draft.next_steps, draft.lessons_learned)
    lines = [draft.title, draft.summary, *(line for html in sections for line in passages(html))]
    lines += [said.words for said in draft.quotes] + [f"{one.value} {one.label}" for one in draft.figures]
    return "\n".join(fold(line) for line in lines)


def _content(source: str, contents: Sequence[bytes]) -> tuple[bytes, str]:
    """The bytes of a picture, or why there are none."""
    content = b""
    if source.startswith("#") and source[1:].isdecimal() and int(source[1:]) < len(contents):
        content = contents[int(source[1:])]
    elif found := DATA.fullmatch(source):
        try:
            content = base64.b64decode(found["bytes"])
        except (binascii.Error, ValueError):
            return b"", "it is damaged"
    if len(content) > LARGEST_PICTURE:
        return b"", f"it is larger than {LARGEST_PICTURE // MB} MB"
    if content == TOO_MANY:
        return b"", TOO_LARGE
    return content, "" if content else "it is not in the file"


def _pictured(alt: str, content: bytes) -> Pictured | None:
    """The picture, when it is of a kind that browsers show and holds what its head promises."""
    # Loaded when there is a picture: it would stay in each worker's memory for pages that have none.
    images = import_module("PIL.Image")
    try:
        with images.open(io.BytesIO(content), formats=tuple(SHOWN)) as image:
            width, height = image.size
            ending = SHOWN[str(image.format)]
            if width * height > MOST_PIXELS:
                return None
            image.verify()
    # Whatever is wrong inside a picture shows as some error of its decoder.
    except Exception:
        return None
    short = alt if len(alt) <= LONGEST_ALT else alt[:LONGEST_ALT].rsplit(" ", 1)[0]
    return Pictured(short[:LONGEST_ALT], ending, content)
