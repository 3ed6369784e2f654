"""Blocks told apart: headings and labels that mean something, and what stands under them. Forms are undone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from entries.importers import vocabulary
from entries.importers.blocks import Block, listed
from entries.importers.vocabulary import Match
from entries.models.choices import SECTIONS

# Labels that a story may hold in its middle and still mean it; "Service:" or "Lead:" there are its own words.
IN_A_STORY = {*SECTIONS, "team", "contact", "quotes", "figures", "mentions", "summary"}
LONGEST_FACT = 200
SHORT_CELL = 40
MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading (`match` alone), a label with its text (both), or text (`block` alone)."""

    match: Match | None = None
    block: Block | None = None

    @property
    def is_team(self) -> bool:
        """Whether it says whose work it is."""
        return self.match is not None and self.match.field == "team"


def pieces_of(blocks: Sequence[Block]) -> list[Piece]:
    """The pieces of a document. A heading that is only guessed at counts where no surer one means the same."""
    sure = _Finder().all(blocks)
    fields = {piece.match.field for piece in sure if piece.match}
    levels = [
        b.level for b in blocks if b.kind == "heading" and (m := vocabulary.heading(b.text)) and m.sure == "exact"
    ]
    return _Finder(guess=True, found=fields, level=min(levels, default=9)).all(blocks)


@dataclass(slots=True)
class _Finder:
    """Goes through blocks; `found` are the fields that no guess is needed for, `level` that of the main headings."""

    guess: bool = False
    found: set[str] | frozenset[str] = frozenset()
    level: int = 9
    told: bool = False

    def all(self, blocks: Iterable[Block]) -> list[Piece]:
        return [piece for block in blocks for piece in self._of(block)]

    def _of(self, block: Block) -> Iterator[Piece]:
        if block.kind == "table":
            yield from self._table(block)
        elif block.kind == "list":
            yield from self._list(block)
        elif block.lines and block.kind == "paragraph" and any(self._said(line) for line in block.lines):
            for line in block.lines:
                yield from self._line(line)
        elif block.kind == "quote":
            yield Piece(block=block)
        else:
            yield from self._line(block)

    def _list(self, block: Block) -> Iterator[Piece]:
        """Headings that Word numbers arrive as items: alone, or before or after a list under the same numbering."""
        found = [self._item(item) for item in block.items]
        if len(found) == 1 and (alone := found[0] or self._heading(replace(block.items[0], bold=True))):
            yield self._piece(alone)
        elif block.html.startswith("<ol") and (found[0] or found[-1]) and not all(found):
            first, last = int(bool(found[0])), len(found) - bool(found[-1])
            yield from (self._piece(match) for match in found[:first] if match)
            yield Piece(block=listed("ol", block.items[first:last]))
            yield from (self._piece(match) for match in found[last:] if match)
        else:
            yield Piece(block=block)

    def _item(self, block: Block) -> Match | None:
        match = self._heading(replace(block, bold=True))
        return match if match and match.sure != "guess" and match.field in SECTIONS else None

    def _piece(self, match: Match, block: Block | None = None) -> Piece:
        self.told = self.told or match.field in SECTIONS
        return Piece(match, block)

    def _said(self, line: Block) -> bool:
        return self._heading(line) is not None or self._label(line) is not None

    def _line(self, block: Block) -> Iterator[Piece]:
        if match := self._heading(block):
            yield self._piece(match)
        elif found := self._label(block):
            match, count = found
            rest = replace(block.after(count), kind="paragraph")
            if match.field in SECTIONS:
                yield self._piece(match)
                yield Piece(block=rest)
            else:
                yield self._piece(match, rest)
        else:
            yield Piece(block=block)

    def _heading(self, block: Block) -> Match | None:
        formal = block.kind == "heading" or block.bold
        match = vocabulary.heading(block.text, formal=formal) if "\n" not in block.text else None
        if match is None or (match.sure == "guess" and not self._may_guess(block, match)):
            return None
        looks = formal or block.text.endswith(":")
        return match if looks or match.field in IN_A_STORY or not self.told else None

    def _may_guess(self, block: Block, match: Match) -> bool:
        if not self.guess or match.field in self.found or block.level > self.level:
            return False
        # A line of capitals or in bold before the first section is likelier a title than a section's heading.
        return self.told or vocabulary.without_aside(block.text).endswith(("?", ":"))

    def _label(self, block: Block) -> tuple[Match, int] | None:
        if found := vocabulary.label(block.text):
            match, count = found
            if self.told and match.field == "team" and not _is_name(block.text[count:]):
                return None
            fits = match.field in SECTIONS or len(block.text) <= LONGEST_FACT or match.field in ("summary", "quotes")
            return found if fits and (match.field in IN_A_STORY or not self.told) else None
        if 0 < block.lead < len(block.text):
            start = block.text[: block.lead]
            match_ = vocabulary.heading(start, formal=True)
            if match_ and match_.sure == "exact" and match_.field in IN_A_STORY:
                rest = block.text[block.lead :]
                return match_, block.lead + len(rest) - len(rest.lstrip(" :–—-"))
        return None

    def _table(self, block: Block) -> Iterator[Piece]:
        if all(len([cell for cell in row if cell]) <= 1 for row in block.rows):
            for row in block.rows:
                for cell in row:
                    yield from self.all(cell)
        elif self._is_form(block):
            for number, row in enumerate(block.rows):
                yield from self._row(number, [cell for cell in row if cell])
        else:
            yield Piece(block=block)

    def _is_form(self, block: Block) -> bool:
        """Whether a table has labels on its left and what they ask for on its right."""
        rows = [row for row in block.rows if any(row)]
        labels = sum(len(row) == 2 and bool(row[0]) and self._cell(row[0][0]) is not None for row in rows)
        return labels >= 2 or labels == len(rows)

    def _cell(self, block: Block) -> Match | None:
        return vocabulary.heading(block.text, formal=True)

    def _row(self, number: int, cells: list[tuple[Block, ...]]) -> Iterator[Piece]:
        match = self._cell(cells[0][0]) if cells else None
        if match is not None:
            yield self._piece(match)
            yield from map(_unplaced, cells[0][1:])
            yield from (Piece(block=block) for cell in cells[1:] for block in cell)
        elif len(cells) == 1:
            yield from self.all(cells[0])
        elif cells:
            yield from self._unknown_row(number, cells)

    def _unknown_row(self, number: int, cells: list[tuple[Block, ...]]) -> Iterator[Piece]:
        """The form's own headings ("Question", "Your answer"), or a question that is not known."""
        blocks = [block for cell in cells for block in cell]
        if number == 0 and all(len(block.text) <= SHORT_CELL for block in blocks):
            yield from map(_unplaced, blocks)
        elif not self.told and len(cells[0][0].text) <= SHORT_CELL:
            text = "\n".join(block.text for cell in cells[1:] for block in cell)
            yield _unplaced(Block("paragraph", f"{cells[0][0].text}: {text}", ""))
        else:
            yield from (Piece(block=block) for block in blocks)


def _unplaced(block: Block) -> Piece:
    """Text of a form that belongs to no field of ours."""
    return Piece(Match(block.text, "unplaced", "exact"), block)


def _is_name(text: str) -> bool:
    """Whether what stands after "Team:" in the middle of a story is a name: short, and no sentence of it."""
    return text[:1].isupper() and len(text.split()) <= MOST_WORDS and text.rstrip()[-1:] not in ".!?"
