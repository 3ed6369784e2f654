"""What may be suggested to somebody who types: names and titles that readers may see, folded, in little memory.

Ten thousand titles are one string of some six hundred kilobytes: the titles themselves stay in the database.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from django.db.models.fields.json import KT

from entries.models import LiveVersion, Team
from entries.search import HIDDEN, Field
from entries.search.completing import unseen
from entries.text.folding import fold, sort_key

HYPHENS = "-‐‑–"
HYPHENED = re.compile(rf"[^\W_]+(?:[{HYPHENS}][^\W_]+)+")


class Lines:
    """Folded texts, one a line, that are looked through at once. A line is known by its number."""

    def __init__(self, texts: Iterable[str]) -> None:
        lines = [f" {_folded(text)}\n" for text in texts]
        self._starts = array("l", [0])
        for line in lines:
            self._starts.append(self._starts[-1] + len(line))
        self._text = "".join(lines)

    def having(self, words: Sequence[str], most: int) -> list[int]:
        """The first `most` lines in which every one of these folded words begins a word."""
        # The longest word is likely the rarest: what stands on its lines alone is looked at.
        rarest = max(words, key=len)
        others = [f" {word}" for word in words if word is not rarest]
        found: list[int] = []
        at = self._text.find(f" {rarest}")
        while at >= 0 and len(found) < most:
            line = bisect_right(self._starts, at) - 1
            start, end = self._starts[line], self._starts[line + 1]
            if all(self._text.find(other, start, end) >= 0 for other in others):
                found.append(line)
            at = self._text.find(f" {rarest}", end)
        return found


def _folded(text: str) -> str:
    """The words of a text, and the joined forms of what hyphens part: `e rostering erostering`."""
    if not any(mark in text for mark in HYPHENS):  # most titles: the expression would take as long as all the rest
        return fold(text)
    return " ".join([fold(text), *map(sort_key, HYPHENED.findall(text))])


@dataclass(frozen=True)
class Listed:
    """Names in the order of the alphabet, each once."""

    names: Sequence[str]
    lines: Lines

    @classmethod
    def of(cls, names: Iterable[str]) -> "Listed":
        """These names."""
        ordered = sorted(set(names), key=lambda name: (sort_key(name), name))
        return cls(ordered, Lines(ordered))

    def having(self, words: Sequence[str], most: int) -> list[str]:
        """The first `most` names in which every one of these folded words begins a word."""
        return [self.names[line] for line in self.lines.having(words, most)]


@dataclass(frozen=True)
class Names:
    """What a process keeps of the names at one content version.

    A line of `titles` is a title's rank in the alphabet. `unseen` are the indexed entries that readers may not see.
    """

    tags: Listed
    teams: Listed
    titles: Lines
    unseen: frozenset[int]


def read_names(tags: Iterable[str], spread: Container[str], field: Field, title_rank: Sequence[int]) -> Names:
    """The names and titles of what may be seen; `spread` has a token for each team of those. Three queries."""
    teams = Team.objects.values_list("pk", "name")
    titles = [""] * field.size
    for pk, title in LiveVersion.objects.values_list("pk", KT("card__title")):
        if (place := field.place_of(pk)) != HIDDEN:
            titles[title_rank[place]] = title
    return Names(
        tags=Listed.of(tags),
        teams=Listed.of(name for pk, name in teams if f"t:{pk}" in spread),
        titles=Lines(titles),
        unseen=unseen(field),
    )
