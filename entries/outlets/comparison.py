"""Projects side by side: the same questions put to each, answered with its own fields."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.text import Truncator

from entries.library import Card, FullEntry, Story
from entries.library.shapes import Contact
from entries.library.shapes.base import Shape
from entries.text.markup import passages_and_items

MOST = 4  # side by side
MOST_WORDS = 90


@dataclass(frozen=True, slots=True)
class Passage(Shape):
    """Plain text: a paragraph, or a list of `items`."""

    text: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell(Shape):
    """One project's answer; without passages and contact it says nothing of this."""

    card: Card
    passages: tuple[Passage, ...]
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class Aspect(Shape):
    """One question, and each project's answer to it. `asks` is the one for people, which always has one."""

    heading: str
    cells: tuple[Cell, ...]
    asks: bool = False


def side_by_side(entries: Sequence[FullEntry]) -> tuple[Aspect, ...]:
    """The comparison of at most four projects; what none of them says is left out."""
    stories = [entry.story for entry in entries[:MOST]]
    aspects = [
        Aspect(heading, tuple(Cell(story.card, answer(story)) for story in stories)) for heading, answer in QUESTIONS
    ]
    said = [aspect for aspect in aspects if any(cell.passages for cell in aspect.cells)]
    people = tuple(Cell(story.card, (), story.contact) for story in stories)
    return (*said, Aspect("Who to ask", people, asks=True)) if stories else ()


def _paragraphs(texts: Iterable[str]) -> tuple[Passage, ...]:
    """Those that say something, a paragraph each."""
    return tuple(Passage(text) for text in texts if text)


def _section(story: Story, name: str) -> tuple[Passage, ...]:
    """How a section begins, in its paragraphs and lists."""
    html = next((one.html for one in story.sections if one.name == name), "")
    begun, left = [], MOST_WORDS
    for text, is_item in passages_and_items(html):
        begun.append((Truncator(text).words(left, truncate=" …"), is_item))
        left -= len(text.split())
        if left <= 0:
            break
    found: list[Passage] = []
    for is_item, group in groupby(begun, key=lambda one: one[1]):
        texts = tuple(text for text, _ in group)
        found += [Passage(items=texts)] if is_item else _paragraphs(texts)
    return tuple(found)


def _changed(story: Story) -> tuple[Passage, ...]:
    """The headline and the figures; without either, how the results begin."""
    figures = tuple(f"{figure.value} {figure.label}" for figure in story.figures)
    return _paragraphs((story.card.headline_result, *figures)) or _section(story, "results")


def _lessons(kind: str) -> Callable[[Story], tuple[Passage, ...]]:
    return lambda story: _paragraphs(lesson.text for lesson in story.lessons if lesson.kind == kind)


QUESTIONS: tuple[tuple[str, Callable[[Story], tuple[Passage, ...]]], ...] = (
    ("Aims", lambda story: _section(story, "aims") or _paragraphs([story.card.summary])),
    ("What changed", _changed),
    ("Costs", _lessons("cost")),
    ("Benefits", _lessons("benefit")),
    ("Pitfalls", _lessons("pitfall")),
)
