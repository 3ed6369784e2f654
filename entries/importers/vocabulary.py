"""What teams call the parts of their story: which heading, label or question means which field, and how surely."""

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache
from typing import Literal

from entries.models.choices import HEADINGS, SECTIONS
from entries.text.folding import fold

Sure = Literal["exact", "near", "guess"]
# Folded phrases, parted by bars. What an entry's page itself calls a section is added below.
PHRASES: dict[str, str] = {
    "aims": "aim|aims|our aim|our aims|aims and objectives|aim and objectives|objective|objectives|goal|"
    "goals|purpose|background|background and aims|introduction|context|the challenge|challenge|the problem|"
    "problem|the issue|issue|the need|situation|rationale|why|why we did it|why did we do it|"
    "why did you do it|what was the problem|what was the challenge|what we wanted to achieve|"
    "what did you want to achieve|what we set out to do|what did you set out to do|"
    "what were you trying to achieve|what were we trying to achieve|what did you hope to do|"
    "what did the organisation face|what we faced",
    "actions": "action|actions|actions taken|what did we do|what did you do|what we have done|what was done|"
    "activity|activities|approach|our approach|the approach|method|methods|methodology|how we did it|"
    "how did we do it|how did you do it|what action did you take|solution|the solution|our solution|"
    "intervention|implementation|improvements|the improvement|what happened|the work|what we changed|"
    "what did you change|the project|what we did and how",
    "results": "result|results|outcomes|the outcome|impact and results|results and impact|the impact|"
    "our impact|outcomes and impact|what was the impact|what were the results|what were the outcomes|"
    "what changed|what difference did it make|what difference did we make|what difference has it made|"
    "what happened as a result|the results|our results|findings|evaluation|achievements|what we achieved|"
    "what did we achieve|what did you achieve|benefit|the benefits|evidence of impact|key results|"
    "key outcomes",
    "next_steps": "next step|our next steps|what next|whats next|what is next|what happens next|"
    "what will you do next|what are your next steps|what are the next steps|future plans|our plans|"
    "plans for the future|future|the future|looking ahead|going forward|sustainability|"
    "spread and sustainability|future work",
    "lessons_learned": "lesson|lesson learned|lessons learnt|lessons we learned|key lessons|learning|"
    "key learning|our learning|what have we learned|what did we learn|what did you learn|"
    "what have you learned|what we learnt|learning points|learning and reflections|reflections|pitfalls|"
    "challenges|challenges and learning|what would you do differently|what would we do differently|top tips|"
    "advice for others",
    "title": "title|project title|title of project|title of the project|title of your project|"
    "name of project|project name|name of the project|project|entry title",
    "team": "team|teams|team name|name of team|the team|your team|project team|service|team or service|"
    "team service|service name|name of service|department|ward|submitted by|team and service",
    "organisation": "organisation|organisation name|name of organisation|trust|name of trust|organization|"
    "employer",
    "contact": "contact|contacts|contact details|contact name|contact person|contact email|email|e mail|"
    "email address|contact us|key contact|main contact|lead contact|project lead|lead|for more information|"
    "further information|for further information|for more information contact|"
    "for further information contact|who to contact|who to ask",
    "care_groups": "care group|care groups|care group s",
    "themes": "theme|themes|theme s",
    "summary": "summary|project summary|in brief|overview|abstract|executive summary|at a glance|in short|"
    "brief summary",
    "headline_result": "headline result|headline|what changed in one line|the result in one line",
    "figures": "key figures|figures|headline figures|the numbers|facts and figures|key facts|key numbers|"
    "in numbers|the figures|numbers|at a glance figures",
    "quotes": "quote|quotes|quotation|quotations|testimonials|testimonial|feedback|what people said|"
    "what they said|comments|staff feedback|patient feedback|service user feedback|feedback received|"
    "in their words",
    "mentions": "honourable mentions|honorable mentions|honourable mention|honorable mention|"
    "highly commended|special mentions",
}  # fmt: skip
# Questions and headings that no list foresees, the surer signs first.
SIGNS: tuple[tuple[str, str], ...] = (
    ("aims", r"want(ed)? to|hop(e|ed|ing) to|trying to|aim(s|ed|ing)?|objectives?|set out|need(ed)? to change"),
    ("next_steps", r"next|future|ahead|going forward|sustain(ed|able|ability)?"),
    ("lessons_learned", r"learn(ed|t|ing)?|lessons?|pitfalls?|differently|reflections?|tips|advice"),
    ("results", r"results?|outcomes?|impact|benefits?|difference|findings|evaluation|achieved?|change for"),
    ("actions", r"do|did|done|actions?|approach|how|implement\w*|solutions?|involved?"),
    ("aims", r"why|background|problems?|challenge|issues?|context|purpose|reason"),
)  # fmt: skip
SIGN = tuple((name, re.compile(rf"\b(?:{words})\b")) for name, words in SIGNS)
NUMBERED = re.compile(
    r"^\s*(?:(?:section|part|question|q)\s*)?\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})\s*[.):–-]\s*(?=\S)", re.I
)
LABEL = re.compile(r"^(?P<label>[^:\n]{2,80}?)\s*(?P<mark>:|\s[–—-]\s)\s*(?=\S)")
ASIDE = re.compile(r"\s*[(\[].*$")
# What forms are called: no title of a story has only such words.
OF_FORMS = frozenset(fold(
    "the a of for our nhs trust big book best practice case study studies submission entry application nomination form "
    "template project award awards example page 1 2 draft final confidential"
).split())  # fmt: skip
YEAR = re.compile(r"(?:19|20)\d\d|\d\d")
LONGEST = 90
MOST_WORDS = 14


@dataclass(frozen=True, slots=True)
class Match:
    """A heading as it stands there, the field it means, and how surely."""

    words: str
    field: str
    sure: Sure


def _phrases() -> dict[str, str]:
    found = {phrase: name for name, phrases in PHRASES.items() for phrase in phrases.split("|")}
    for headings in HEADINGS.values():
        found |= dict(zip(map(fold, headings), SECTIONS, strict=True))
    return found


MEANING = _phrases()


def heading(text: str, *, formal: bool = False) -> Match | None:
    """What a line means that may be a heading; `formal` when it looks like one (a heading, bold, capitals)."""
    line = " ".join(text.split())
    if not line or len(line) > LONGEST or len(line.split()) > MOST_WORDS:
        return None
    bare = NUMBERED.sub("", line)
    formal = formal or bare != line or line.endswith((":", "?")) or _is_capitals(bare)
    without = without_aside(bare)
    match = _meaning(line, fold(without), formal)
    # What a form adds in brackets is no part of the name, and is reported with it.
    return replace(match, sure="near") if match and match.sure == "exact" and without != bare else match


def without_aside(text: str) -> str:
    """A heading without what stands after it in brackets: "Aims (up to 200 words)"."""
    return ASIDE.sub("", text) or text


def label(text: str) -> tuple[Match, int] | None:
    """What a label at the start of a line means ("Team: Falls Team"), and how many characters it takes up."""
    bare = NUMBERED.match(text)
    start = bare.end() if bare else 0
    if not (found := LABEL.match(text[start:])):
        return None
    match = _meaning(found["label"].strip(), fold(found["label"]), False)
    if not match or match.sure == "guess" or (match.field not in SECTIONS and match.sure == "near"):
        return None
    if found["mark"] != ":" and (match.field not in SECTIONS or match.sure == "near"):
        return None
    return match, start + found.end()


def is_form(text: str) -> bool:
    """Whether a line is only the name of a form: "Big Book of Best Practice 2026-27: submission form"."""
    words = fold(text).split()
    return bool(words) and all(word in OF_FORMS or YEAR.fullmatch(word) for word in words)


# Forms repeat their headings.
@lru_cache(maxsize=2048)
def _meaning(line: str, folded: str, formal: bool) -> Match | None:
    if name := MEANING.get(folded):
        return Match(line, name, "exact")
    if len(folded) > 4 and (near := get_close_matches(folded, MEANING, 1, 0.84 if formal else 0.9)):
        return Match(line, MEANING[near[0]], "near")
    if not formal:
        return None
    name = next((name for name, sign in SIGN if sign.search(folded)), "")
    return Match(line, name, "guess") if name else None


def _is_capitals(text: str) -> bool:
    return text.isupper() and len(text) > 3
