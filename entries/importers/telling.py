"""A story put together from blocks: each goes to the section, the fact or the note that it belongs to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from entries.importers import facts, titles
from entries.importers.blocks import Block
from entries.importers.draft import Draft, Figure, Heading, Place, Said
from entries.importers.vocabulary import Match, is_form
from entries.models.choices import SECTIONS

LONGEST_TEAM = 120
LONGEST_TITLE = 200
LONGEST_LINE = 200
LONGEST_SUMMARY = 700
OF_TEAM = re.compile(r"[A-Z][\w’'&-]*(?: [\w’'&-]+){0,6} (?:[Tt]eam|Services?|Department|Unit|Clinic)")
ON_ONE_LINE = {"title", "team", "organisation", "care_groups", "themes", "headline_result"}


@dataclass(slots=True)
class Telling:
    """What is known of one story so far. Feed it with `open`, `add` and `fact`; `draft` ends it."""

    place: Place
    title: str = ""
    # The section or fact that what follows belongs to; "" before the first.
    now: str = ""
    section: str = ""
    # A heading that is no section's, until something under it is taken: it stays with text that finds no other place.
    waiting: str = ""
    # Whether the last thing taken was a quotation, so that the next line may say whose.
    just_said: bool = False
    front: list[Block] = field(default_factory=list)
    sections: dict[str, list[Block]] = field(default_factory=dict)
    lines: dict[str, list[str]] = field(default_factory=dict)
    mailbox: str = ""
    person: str = ""
    figures: list[Figure] = field(default_factory=list)
    quotes: list[Said] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)

    @property
    def is_told(self) -> bool:
        """Whether a section has begun: what comes now is no longer the head of a story."""
        return bool(self.section)

    def open(self, match: Match) -> None:
        """A heading: what follows belongs to what it names."""
        self.now, self.waiting, self.just_said = match.field, "", False
        self.note(match)
        if match.field not in SECTIONS:
            self.waiting = match.words
            return
        self.section = match.field
        if self.sections.setdefault(match.field, []):
            # Two headings for one section ("Background", "Aims"): the second stays, as a heading inside it.
            self._tell(_subheading(match.words))

    def note(self, match: Match) -> None:
        """Remember what a heading or label was taken for."""
        self.headings.append(Heading(match.words, match.field, match.sure))

    def add(self, block: Block) -> None:
        """Text: it goes where the last heading said."""
        if self._taken(block):
            self.waiting = ""
            return
        if self.waiting:
            words, self.waiting = self.waiting, ""
            self._tell(_subheading(words))
        self.now = self.section
        self._tell(block)

    def _taken(self, block: Block) -> bool:
        """Whether the block is what the last heading asked for, if that was no section's."""
        if self.now == "quotes":
            return self._quote_all(block)
        if self.now == "figures":
            return self._figure_all(block)
        if self.now in ON_ONE_LINE:
            name, self.now = self.now, self.section
            return self._line(name, block.text)
        if self.now == "contact" and block.kind != "heading" and len(block.text) <= LONGEST_LINE:
            self._contact(block.text)
            return True
        if self.now == "summary" and block.kind == "paragraph":
            self.lines.setdefault("summary", []).append(block.text)
            return True
        return False

    def fact(self, name: str, text: str) -> None:
        """A labelled line: "Team: Falls Team"."""
        if name == "contact":
            self._contact(text)
        elif name == "summary":
            self.lines.setdefault("summary", []).append(text)
        elif name == "unplaced" or not self._line(name, text):
            self.unplaced.append(text)

    def draft(self) -> Draft:
        """The story as a draft: titled, and with a place or a note for every word."""
        self._front()
        found = {name: _html(blocks) for name, blocks in self.sections.items()}
        ours = not self.title
        if ours:
            self.title = titles.proposed(*found.values(), " ".join(self.lines.get("summary", ()))) or self._named()
        return Draft(
            self.place,
            title=self.title,
            title_is_ours=ours,
            teams=tuple(self.lines.get("team", ())),
            organisation=" ".join(self.lines.get("organisation", ())),
            care_groups=tuple(self.lines.get("care_groups", ())),
            themes=tuple(self.lines.get("themes", ())),
            headline_result=" ".join(self.lines.get("headline_result", ())),
            summary="\n\n".join(self.lines.get("summary", ())),
            contact_name=self.person,
            contact_email=self.mailbox,
            is_document=True,
            figures=tuple(self.figures),
            quotes=tuple(self.quotes),
            headings=tuple(self.headings),
            unplaced=tuple(self.unplaced),
            aims=found.get("aims", ""),
            actions=found.get("actions", ""),
            results=found.get("results", ""),
            next_steps=found.get("next_steps", ""),
            lessons_learned=found.get("lessons_learned", ""),
        )

    def _named(self) -> str:
        return " and ".join(self.lines.get("team", ())) or self.place.file.rsplit(".", 1)[0]

    def _tell(self, block: Block) -> None:
        """A block of the section that is open, or of what stands before the first one."""
        told = self.sections[self.section] if self.section else self.front
        self.just_said = bool(self.section) and self._quote(block, told)
        if not self.just_said:
            told.append(block)

    def _quote(self, block: Block, told: list[Block]) -> bool:
        """Take a quotation that stands by itself; one that an own sentence leads up to stays where it is read."""
        if block.kind not in ("paragraph", "quote") or (told and told[-1].text.endswith(":")):
            return False
        if (
            self.just_said
            and not (self.quotes[-1].speaker or self.quotes[-1].role)
            and facts.is_attribution(block.text)
        ):
            speaker, role = facts.speaker_of(block.text)
            self.quotes[-1] = replace(self.quotes[-1], speaker=speaker, role=role)
            return True
        said = facts.said_in(block.text, quoted=block.kind == "quote")
        self.quotes += [said] if said else []
        return said is not None

    def _quote_all(self, block: Block) -> bool:
        if block.kind in ("list", "quote"):
            said = [facts.said_in(one.text, quoted=True) for one in block.items or (block,)]
            self.quotes += [one for one in said if one] if all(said) else []
            return all(said)
        self.just_said = self._quote(block, [])
        return self.just_said

    def _figure_all(self, block: Block) -> bool:
        lines = [item.text for item in block.items or block.lines] or [block.text]
        if block.kind == "table":
            lines = ["\t".join(" ".join(b.text for b in cell) for cell in row) for row in block.rows]
        made = [facts.figure_in(line) for line in lines]
        self.figures += [one for one in made if one] if all(made) else []
        return all(made)

    def _line(self, name: str, text: str) -> bool:
        """Take a value of one line; false when this cannot be one."""
        text = " ".join(text.split()).strip()
        if name == "title":
            if self.title or not text:
                return False
            self.title = titles.shortened(text, LONGEST_TITLE)
            if self.title != text:
                self.unplaced.append(text)
            return True
        parts = [part.strip(" .") for part in text.split(";") if part.strip(" .")]
        if not parts or (name != "headline_result" and any(len(part) > LONGEST_TEAM for part in parts)):
            return False
        if name in ("organisation", "headline_result") and (name in self.lines or len(text) > LONGEST_LINE):
            return False
        found = self.lines.setdefault(name, [])
        found += [text] if name == "headline_result" else [part for part in parts if part not in found]
        return True

    def _contact(self, text: str) -> None:
        mailbox, person, left = facts.contact_of(text)
        if mailbox and self.mailbox:
            self.unplaced.append(f"Contact: {text}")
            return
        self.mailbox = self.mailbox or mailbox
        if person and self.person:
            left = ", ".join(part for part in (person, left) if part)
        self.person = self.person or person
        if left:
            self.unplaced.append(f"Contact: {left}")

    def _front(self) -> None:
        """What stands before the first section: a title, a summary, else the beginning of the story."""
        self.unplaced += [block.text for block in self.front if is_form(block.text)]
        self.front = [block for block in self.front if not is_form(block.text)]
        if not self.title:
            self._find_title()
        if "team" not in self.lines:
            self._find_team()
        plain = all(block.kind == "paragraph" for block in self.front)
        length = sum(len(block.text) for block in self.front)
        if self.front and self.sections and plain and length <= LONGEST_SUMMARY:
            self.lines["summary"] = [block.text for block in self.front] + self.lines.get("summary", [])
        elif self.front:
            self.sections["aims"] = self.front + self.sections.get("aims", [])

    def _find_title(self) -> None:
        # Without a section all of it stands before the first one, and only its head can be a title.
        head = self.front[:1] if len(self.front) > 1 or any(b.kind == "heading" or b.bold for b in self.front) else []
        for place, block in enumerate(self.front if self.sections else head):
            if is_title(block):
                self.title = " ".join(block.text.split())
                del self.front[place]
                return

    def _find_team(self) -> None:
        """A line of its own before the story that is called as teams are: “Night Care Team”."""
        for place, block in enumerate(self.front if self.sections else ()):
            if block.kind == "paragraph" and OF_TEAM.fullmatch(block.text) and self._line("team", block.text):
                self.headings.append(Heading(block.text, "team", "guess"))
                del self.front[place]
                return


def is_title(block: Block) -> bool:
    """Whether a block before a story's first section can be its title: short, and no sentence."""
    text = block.text
    if block.kind not in ("heading", "paragraph") or "\n" in text or not 3 <= len(text) <= LONGEST_TITLE:
        return False
    looks = block.kind == "heading" or block.bold
    return looks or (len(text) <= 120 and text[-1] not in '.!?:;”"’)' and not text.endswith("…"))


def _subheading(words: str) -> Block:
    text = words.rstrip(": ")
    return Block("heading", text, f"<p>{_escaped(text)}</p>", level=3)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _html(blocks: Iterable[Block]) -> str:
    """Blocks as the HTML of a section: its headings at the two levels that a section has."""
    blocks = list(blocks)
    top = min((block.level for block in blocks if block.kind == "heading"), default=1)
    made = []
    for block in blocks:
        if block.kind == "heading":
            tag = "h3" if block.level <= top else "h4"
            made.append(f"<{tag}>{block.html[3:-4]}</{tag}>")
        else:
            made.append(block.html)
    return "".join(made)
