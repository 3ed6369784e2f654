"""Projects side by side: the same questions put to each, answered with its own fields."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.text import Truncator

from entries.library import Card, FullEntry, Story
from entries.library.shapes import Contact
from entries.library.shapes.base import Shape
from entries.text.markup import passages

MOST = 4  # side by side
MOST_WORDS = 90


@dataclass(frozen=True, slots=True)
class Cell(Shape):
    """One project's answer; without lines and contact it says nothing of this."""

    card: Card
    lines: tuple[str, ...]
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
        Aspect(heading, tuple(Cell(story.card, lines(story)) for story in stories)) for heading, lines in QUESTIONS
    ]
    said = [aspect for aspect in aspects if any(cell.lines for cell in aspect.cells)]
    people = tuple(Cell(story.card, (), story.contact) for story in stories)
    return (*said, Aspect("Who to ask", people, asks=True)) if stories else ()


def _section(story: Story, name: str) -> tuple[str, ...]:
    """How a section begins, in its paragraphs and items."""
    html = next((one.html for one in story.sections if one.name == name), "")
    lines, left = [], MOST_WORDS
    for passage in passages(html):
        lines.append(Truncator(passage).words(left, truncate=" …"))
        left -= len(passage.split())
        if left <= 0:
            break
    return tuple(lines)


def _changed(story: Story) -> tuple[str, ...]:
    """The headline and the figures; without either, how the results begin."""
    figures = tuple(f"{figure.value} {figure.label}" for figure in story.figures)
    headline = (story.card.headline_result,) if story.card.headline_result else ()
    return (*headline, *figures) or _section(story, "results")


def _lessons(kind: str) -> Callable[[Story], tuple[str, ...]]:
    return lambda story: tuple(lesson.text for lesson in story.lessons if lesson.kind == kind)


QUESTIONS: tuple[tuple[str, Callable[[Story], tuple[str, ...]]], ...] = (
    ("Aims", lambda story: _section(story, "aims") or ((story.card.summary,) if story.card.summary else ())),
    ("What changed", _changed),
    ("Costs", _lessons("cost")),
    ("Benefits", _lessons("benefit")),
    ("Pitfalls", _lessons("pitfall")),
)
