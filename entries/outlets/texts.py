"""Ready-made texts for the communications team: put together from an entry's own fields, never invented."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format

from entries.library import Site, Story

BOARD, NEWSLETTER = 80, 40  # words at most
SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class ReadyMade:
    """A text to change and copy; `most` is how many words it may have, 0 for as many as it needs."""

    name: str
    text: str
    most: int

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


def ready_made(story: Story, site: Site, url: str) -> tuple[ReadyMade, ...]:
    """A board paragraph, a newsletter blurb and a citation; `url` is the entry's whole address."""
    return (
        ReadyMade("Board paragraph", _board(story, url), BOARD),
        ReadyMade("Newsletter blurb", _newsletter(story, url), NEWSLETTER),
        ReadyMade("Citation", _citation(story, site, url), 0),
    )


def _board(story: Story, url: str) -> str:
    """Who did what, what it was about, what changed, in figures; as many whole sentences as there is room for."""
    card = story.card
    who = ", ".join(part for part in (story.team_names, card.organisation, story.period) if part)
    figures = "; ".join(f"{one.value} {one.label}" for one in story.figures)
    sentences = [
        *([f"What changed: {card.headline_result}"] if card.headline_result else []),
        *SENTENCE.split(card.summary),
        *([f"In figures: {figures}"] if figures else []),
    ]
    return _fitted([*_labels(story), card.title, *([f"By {who}"] if who else [])], sentences, url, BOARD)


def _newsletter(story: Story, url: str) -> str:
    """The title, what changed or what it is about, and where to read on."""
    card = story.card
    told = [card.headline_result] if card.headline_result else SENTENCE.split(card.summary)
    return _fitted([*_labels(story), card.title], told, f"Read more: {url}", NEWSLETTER)


def _citation(story: Story, site: Site, url: str) -> str:
    card = story.card
    day = date_format(story.published_on, "j F Y")
    who = ", ".join(part for part in (story.team_names, card.organisation) if part)
    parts = [who, *_labels(story), card.title, card.edition.name if card.edition else "", f"{site.name}, {day}"]
    return " ".join([*(_ended(part) for part in parts if part), url])


def _labels(story: Story) -> list[str]:
    """What a reader must see with the title: Fictional example, say."""
    return [label.text for label in story.card.labels]


def _fitted(first: Iterable[str], sentences: Iterable[str], last: str, most: int) -> str:
    """All of `first` and `last`, and between them the sentences that there is room for, in their order."""
    text = " ".join(_ended(one) for one in first)
    room = most - len(last.split())
    text = " ".join(text.split()[:room])
    for one in sentences:
        longer = f"{text} {_ended(one)}"
        if one.strip() and len(longer.split()) <= room:
            text = longer
    return f"{text} {last}".strip()


def _ended(sentence: str) -> str:
    """The sentence with an end."""
    sentence = sentence.strip()
    return sentence if sentence.endswith((".", "!", "?", "…")) else f"{sentence}."
