"""Invented stories in the words that teams use, for the files that tests make of them."""

from dataclasses import dataclass, field
from itertools import cycle

from entries.models import SECTIONS

# What the parts are called: by the four styles of a page, and as people write without one before them.
VOCABULARIES: tuple[tuple[str, ...], ...] = (
    ("What did we want to achieve?", "What we did", "Results", "Next steps", "What we learned"),
    ("Background", "Action", "Impact", "Future steps", "Lessons"),
    ("What the organisation faced", "Improvement", "Outcome", "Next steps", "Lessons learned"),
    ("Background", "What we did", "Benefits", "Next steps", "Pitfalls and lessons"),
    ("Aims", "What did you do?", "Outcomes", "Next Steps:", "Lessons learnt"),
    ("What did you want to achieve?", "How did you do it?", "What difference did it make?", "What next?", "Learning"),
    ("Aims and objectives", "Our approach", "Results and impact", "Future plans", "What would you do differently?"),
    ("The challenge", "The solution", "The results", "What happens next?", "Key learning"),
    ("What did we want to acheive?", "What we did:", "Outcomess", "Next step", "Lessons learned:"),
    ("Why was a change needed?", "What actions were taken?", "What were the benefits for people?",
     "What are your plans for the future?", "What lessons did the team take away?"),
)  # fmt: skip
TITLES = (
    "Fewer falls at night on Linden Ward", "A quieter handover", "Warm meals for late shifts",
    "One phone line for carers", "Walking groups by the canal", "Reading corners in every clinic",
    "Shorter waits for wheelchairs", "A garden that patients plan", "Safer bags for home visits",
    "Letters in plain words",
)  # fmt: skip
TEAMS = ("Linden Ward Team", "Harbour Street Clinic", "Evening Catering Service", "Carers’ Desk", "Hillside Outreach")
PLACES = ("Linden Ward", "Harbour Street", "the west kitchen", "the front desk", "Hillside")


@dataclass(frozen=True)
class Story:
    """One story: the paragraphs of its sections by field, and what each section is called."""

    number: int
    title: str
    team: str
    person: str
    mailbox: str
    headings: dict[str, str]
    sections: dict[str, list[str]]
    bullets: list[str]
    quote: tuple[str, str, str]
    figures: list[tuple[str, str]] = field(default_factory=list)


def stories(count: int) -> list[Story]:
    """So many stories, each with other words, through all vocabularies."""
    kinds = zip(range(count), cycle(VOCABULARIES), cycle(TITLES), cycle(TEAMS), cycle(PLACES), strict=False)
    return [_story(*kind) for kind in kinds]


def _story(number: int, names: tuple[str, ...], title: str, team: str, place: str) -> Story:
    # The same title from the same team would be the same story, sent again.
    title += f", round {number // len(TITLES) + 1}" if number >= len(TITLES) else ""
    sections = {
        "aims": [
            f"People at {place} told us in round {number} that the old way of working left them waiting.",
            f"We hoped that by the spring nobody at {place} would wait longer than {number + 5} minutes.",
        ],
        "actions": [
            f"Staff of {place} met each Monday & drew the day as it was, step {number} by step.",
            f"Then they tried one change a week; if it did < half of what was hoped, they dropped it ({number}).",
        ],
        "results": [
            f"After six months the wait at {place} fell from 40 to {number + 4} minutes for 9 people in 10.",
            f"Nobody asked for the old way back, and {number + 11} colleagues from other places came to look.",
        ],
        "next_steps": [f"The team will show it to {number + 2} more places before the summer."],
        "lessons_learned": [
            f"Ask the people who do the work first; {place} would not have found it alone.",
            f"Small trials cost little, and {number + 1} of them were worth keeping.",
        ],
    }
    return Story(
        number, title, team, "Ann Fox", f"team{number}@anyshire.example", dict(zip(SECTIONS, names, strict=True)),
        sections,
        [f"a board by the door for shift {number}", f"one bell instead of {number + 3}", "tea at four"],
        (f"I sleep through the night now, all {number + 6} hours of it.", "Ben Iqbal", "Ward clerk"),
        [(f"{number + 12}%", "fewer calls at night"), ("7 of 12", "rooms with a new lamp")],
    )  # fmt: skip
