"""What a document says line by line, and where each line went: told by looking for it in the draft, not by trust."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from entries.importers.blocks import Block
from entries.importers.draft import Draft, Line
from entries.importers.vocabulary import label
from entries.models import SECTIONS
from entries.text.folding import fold
from entries.text.markup import passages

FOUND = 0.7  # of a line's runs of words, when it does not stand somewhere as a whole
RUN = 3
ANOTHER = "another"


@dataclass(frozen=True, slots=True)
class Marked:
    """A line with the field that it went to; "" for a line that has no place, "heading" for a field's name."""

    kind: str
    text: str
    field: str


def lines_of(blocks: Iterable[Block]) -> Iterator[Line]:
    """The lines of a document in order."""
    for block in blocks:
        if block.kind == "table":
            for row in block.rows:
                for cell in row:
                    yield from lines_of(cell)
        elif block.kind == "list":
            yield from (Line("item", text) for item in block.items for text in item.text.split("\n") if text)
        elif block.kind == "quote":
            yield from lines_of(block.lines)
        else:
            kind = "heading" if block.kind == "heading" or block.bold else "text"
            yield from (Line(kind, text) for text in block.text.split("\n") if text.strip())


def shared_out(drafts: Sequence[Draft], lines: Sequence[Line]) -> list[list[Line]]:
    """The lines that belong to each draft of a file. One that stands in none belongs where the line before it does."""
    texts = [_Texts(draft) for draft in drafts]
    shared: list[list[Line]] = [[] for _ in drafts]
    now = 0
    for line in lines:
        order = [now, *(number for number in range(now + 1, len(texts))), *range(now)]
        now = next((number for number in order if texts[number].holds(line.text)), now)
        shared[now].append(line)
    return shared


def marked(lines: Iterable[Line], draft: Draft) -> list[Marked]:
    """Each line with where it went."""
    texts = _Texts(draft)
    return [Marked(line.kind, line.text, texts.field_of(line.text)) for line in lines]


class _Texts:
    """All that a draft says, folded, by field; what was left over under ""."""

    def __init__(self, draft: Draft) -> None:
        lines: dict[str, list[str]] = {
            "title": [] if draft.title_is_ours else [draft.title],
            "team": list(draft.teams),
            "organisation": [draft.organisation],
            "care_groups": list(draft.care_groups),
            "themes": list(draft.themes),
            "headline_result": [draft.headline_result],
            "contact": [draft.contact_email, draft.contact_name],
            **{name: passages(getattr(draft, name)) for name in SECTIONS},
            "summary": draft.summary.splitlines(),
            "quotes": [text for one in draft.quotes for text in (one.words, f"{one.speaker} {one.role}", one.role)],
            "figures": [f"{one.value} {one.label}" for one in draft.figures],
            "": list(draft.unplaced),
        }
        self._lines = {name: [fold(line) for line in some if line.strip()] for name, some in lines.items()}
        self._headings = {fold(one.words) for one in draft.headings}

    def holds(self, text: str) -> bool:
        """Whether a line of a file stands anywhere in the draft."""
        return bool(self.field_of(text, without_headings=True) or self._in("", fold(text)))

    def field_of(self, text: str, *, without_headings: bool = False) -> str:
        """The field that holds the line, else the one that holds most of it; "" when none does."""
        folded = fold(text)
        if folded in self._headings and not without_headings:
            return "heading"
        found = label(text)
        bare = fold(text[found[1] :]) if found else folded
        for name in self._lines:
            if name and (self._in(name, folded) or (bare and self._in(name, bare))):
                return name
        return "" if self._in("", folded) else self._mostly(bare)

    @cached_property
    def _runs(self) -> dict[str, set[tuple[str, ...]]]:
        return {name: set().union(*map(_runs, lines)) for name, lines in self._lines.items() if name and lines}

    def _in(self, name: str, folded: str) -> bool:
        """Whether a line stands in the field, or (a short value in a longer line) the field in the line."""
        lines = self._lines[name]
        if any(f" {folded} " in f" {line} " for line in lines):
            return True
        short = name in ("contact", "team", "figures", "quotes")
        return short and any(len(line) > RUN and f" {line} " in f" {folded} " for line in lines)

    def _mostly(self, folded: str) -> str:
        runs = _runs(folded)
        if not runs:
            return ""
        shares = {name: len(runs & there) / len(runs) for name, there in self._runs.items()}
        best = max(shares, key=lambda name: shares[name], default="")
        return best if best and shares[best] >= FOUND else ""


def _runs(folded: str) -> set[tuple[str, ...]]:
    words = folded.split()
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}
