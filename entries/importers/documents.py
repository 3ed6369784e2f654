"""Documents to drafts: one story, or a part of a Book with its stories and honourable mentions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from entries.importers.blocks import Block
from entries.importers.draft import Draft, Place
from entries.importers.pieces import Piece, pieces_of
from entries.importers.source import lines_of
from entries.importers.telling import Telling, is_title
from entries.models.choices import SECTIONS, Outcome

CARE_GROUP = re.compile(r"\b(?:from|for|in|of) the ([^.:;\n]{3,60}?) care group\b", re.I)
EDITION = re.compile(r"\bBig Book\b[^.\n]{0,30}?\b(20\d\d)\s?[-–/]\s?(?:20)?(\d\d)\b", re.I)
MENTION = re.compile(r"(?P<team>\S[^:\n]{1,118}?)(?:\s+[–—-]\s+|:\s+)(?P<title>\S.{1,198})")


def drafts_of(file: str, blocks: Sequence[Block]) -> Iterator[Draft]:
    """The drafts that a document holds; none when it holds no text."""
    pieces = pieces_of(blocks)
    source = tuple(lines_of(blocks))
    if _is_part(pieces):
        first, *others = _Part(file).drafts(pieces)
        yield from (replace(first, source=source), *others)
    elif pieces:
        telling = Telling(Place(file))
        for piece in pieces:
            tell(telling, piece)
        yield replace(telling.draft(), source=source)


def tell(telling: Telling, piece: Piece) -> None:
    """Give a story one more piece."""
    if piece.match is None:
        assert piece.block is not None, "a piece is a heading, a text or both"
        telling.add(piece.block)
    elif piece.block is None:
        telling.open(piece.match)
    elif piece.match.field in ("quotes", "figures", "mentions"):
        telling.open(piece.match)
        telling.add(piece.block)
    else:
        if piece.match.field != "unplaced":
            telling.note(piece.match)
        telling.fact(piece.match.field, piece.block.text)


def _is_part(pieces: Sequence[Piece]) -> bool:
    """Whether there are honourable mentions, or a second team after a section of the first one's story."""
    teams, told = 0, False
    for piece in pieces:
        if piece.match and piece.match.field == "mentions":
            return True
        if piece.is_team and (told or not teams):
            teams, told = teams + 1, False
        told = told or bool(piece.match and piece.match.field in SECTIONS)
    return teams > 1


class _Part:
    """A part of a Book. What its page says around the stories is kept with the first of them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.around: list[Block] = []
        self.stories: list[Telling] = []
        self.mentions: list[Draft] = []
        self.in_mentions = False
        # The page's own, if it has one heading of the first level: that is no story's title.
        self.heading: Block | None = None

    def drafts(self, pieces: Sequence[Piece]) -> Iterator[Draft]:
        """All entries of the part in their order; each says of which care group and Book the page is."""
        first = [piece.block for piece in pieces if piece.block and piece.block.level == 1]
        self.heading = first[0] if len(first) == 1 else None
        for piece in pieces:
            self._take(piece)
        text = "\n".join(block.text for block in self.around)
        group, edition = CARE_GROUP.search(text), EDITION.search(text)
        stories = [replace(story.draft(), outcome=Outcome.FULL) for story in self.stories]
        found = stories + self.mentions
        for position, draft in enumerate(found, 1):
            yield replace(
                draft,
                place=Place(self.file, position, "entry"),
                position=position,
                care_groups=draft.care_groups or ((_capital(group[1]),) if group else ()),
                edition_named=f"{edition[1]}-{edition[2]}" if edition else "",
                unplaced=(*(block.text for block in self.around if position == 1), *draft.unplaced),
            )

    def _take(self, piece: Piece) -> None:
        story = self.stories[-1] if self.stories else None
        if piece.match and piece.match.field == "mentions":
            self.in_mentions = True
        elif piece.is_team and (story is None or story.is_told or self.in_mentions):
            self._begin()
            tell(self.stories[-1], piece)
        elif self.in_mentions or story is None:
            self._around(piece)
        else:
            tell(story, piece)

    def _begin(self) -> None:
        """A new story. A short line right before its team is its title, not the end of what came before."""
        before = self._before()
        self.stories.append(Telling(Place(self.file)))
        self.in_mentions = False
        if before and is_title(before[-1]) and before[-1] != self.heading:
            self.stories[-1].title = " ".join(before.pop().text.split())

    def _before(self) -> list[Block]:
        story = self.stories[-1] if self.stories and not self.in_mentions else None
        return story.sections[story.section] if story else self.around

    def _around(self, piece: Piece) -> None:
        block = piece.block
        if block is None:
            return
        lines = block.items or ((block,) if block.kind == "paragraph" else ())
        found = [_mention(line.text, self.file) for line in lines] if self.in_mentions else []
        if block.kind == "list" and found:
            self.mentions += [one or _untitled(line.text, self.file) for one, line in zip(found, lines, strict=True)]
        elif found and found[0] and block.text[-1] not in ".:":
            self.mentions += [one for one in found if one]
        else:
            self.around.append(block)


def _mention(text: str, file: str) -> Draft | None:
    found = MENTION.fullmatch(" ".join(text.split()))
    if not found:
        return None
    title = found["title"].strip()
    return Draft(Place(file), title=title, teams=(found["team"],), outcome=Outcome.MENTION, is_document=True)


def _untitled(text: str, file: str) -> Draft:
    return Draft(Place(file), title=" ".join(text.split())[:200], outcome=Outcome.MENTION, is_document=True)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
