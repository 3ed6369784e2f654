"""A draft checked and laid out: the entry as it shall be, what changes, what must be made, or what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from entries.editorial.actions import may_publish
from entries.editorial.moves import BEFORE_PUBLISHED, may_have
from entries.importers import cells
from entries.importers.checking import blocks
from entries.importers.draft import Draft, Figure, Pictured, Place, Problem, Said
from entries.importers.linking import Linking
from entries.importers.names import Names, Ref
from entries.importers.options import Options
from entries.importers.rows import name_of
from entries.importers.stored import Slugs, Stored
from entries.models import SECTIONS, Entry, Kind, Outcome, Status

AT_ONCE = {"care_groups": "care groups", "themes": "themes", "edition": "edition", "outcome": "outcome",
           "published": "date"}  # fmt: skip


@dataclass(slots=True)
class Plan:
    """What one row does: `changed` names columns; links and contact are None when they stay as they are."""

    place: Place
    entry: Entry
    changed: set[str] = field(default_factory=set)
    edition: Ref | None = None
    links: dict[str, list[Ref]] = field(default_factory=dict)
    contact: tuple[str, str] | None = None
    publish: bool = False
    moment: datetime | None = None
    new_names: list[Ref] = field(default_factory=list)
    figures: tuple[Figure, ...] = ()
    quotes: tuple[Said, ...] = ()
    pictures: tuple[Pictured, ...] = ()
    # What someone should look at; and what of a document's words stands nowhere in its entry.
    notes: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        """Whether the row makes an entry."""
        return self.entry.pk is None

    @property
    def is_idle(self) -> bool:
        """Whether everything stands as the row says."""
        return not (self.is_new or self.changed or self.publish)


@dataclass(slots=True)
class Planner:
    """Makes plans, batch by batch. `now` is the moment of the import."""

    names: Names
    options: Options
    now: datetime
    slugs: Slugs = field(default_factory=Slugs)
    # Hashes of drafts of new entries in which nothing blocks: what is read again to be saved, and has not changed
    # since, need not be searched again.
    unblocked: set[int] = field(default_factory=set)

    def plans(self, drafts: Sequence[Draft | Problem]) -> list[Plan | list[Problem]]:
        """A plan for each draft, or the list of what is wrong with it; good ones have their new names accepted."""
        stored = Stored.of([draft for draft in drafts if isinstance(draft, Draft)])
        made: list[Plan | list[Problem]] = []
        for draft in drafts:
            if isinstance(draft, Problem):
                made.append([draft])
                continue
            row = RowPlan(draft, stored, self)
            row.work_out()
            if not row.problems:
                self.names.accept(row.plan.new_names)
            made.append(row.problems or row.plan)
        return made


class RowPlan:
    """One row on its way to a plan."""

    def __init__(self, draft: Draft, stored: Stored, planner: Planner) -> None:
        self.draft, self.stored, self.planner, self.options = draft, stored, planner, planner.options
        self.problems: list[Problem] = []
        self.plan = Plan(draft.place, stored.entries.get(draft.slug.lower()) or Entry())

    def work_out(self) -> None:
        """Go through the columns; `plan` is of use only when there are no `problems`."""
        self._slug()
        for name in ("title", "headline_result"):
            self._set(name, cells.line(self._wrong, name, getattr(self.draft, name)))
        self._set("summary", cells.text(self._wrong, "summary", self.draft.summary))
        for name in SECTIONS:
            self._set(name, cells.section(getattr(self.draft, name)))
        self._set("kind", cells.choice(self._wrong, "kind", Kind, self.draft.kind))
        self._contact()
        self._document()
        Linking(self.draft, self.plan, self.planner.names, self.options, self.planner.now, self._wrong).work_out()
        self._outcome()
        self._status()
        self._allowed()
        if self.plan.publish:
            self._blocks()

    def _blocks(self) -> None:
        """What keeps the row from being published."""
        draft = hash(self.draft)
        if self.plan.is_new and draft in self.planner.unblocked:
            return
        found = list(blocks(self.plan))
        for column, reason in found:
            self._wrong(column, reason)
        if self.plan.is_new and not found:
            self.planner.unblocked.add(draft)

    def _wrong(self, column: str, message: str) -> None:
        self.problems.append(Problem(self.draft.place, column, message))

    def _set(self, name: str, value: str) -> None:
        """A blank cell leaves what is there; so does one that says the same."""
        if value and value != getattr(self.plan.entry, name):
            setattr(self.plan.entry, name, value)
            self.plan.changed.add(name)

    def _slug(self) -> None:
        if not self.draft.title and self.plan.is_new:
            self._wrong("title", "is blank.")
        slug = cells.slug(self._wrong, self.draft.slug)
        if not slug:
            return
        first = self.planner.slugs.first_row(slug, self.draft.place.row)
        if first != self.draft.place.row:
            self._wrong("slug", f"“{slug}” stands in row {first} already.")
        if slug in self.stored.others:
            self._wrong("slug", f"“{slug}” was the address of “{self.stored.others[slug]}” and still leads there.")
        self.plan.entry.slug = slug

    def _contact(self) -> None:
        email = cells.email(self._wrong, "contact_email", self.draft.contact_email)
        person = cells.line(self._wrong, "contact_name", self.draft.contact_name)
        if not (email or person):
            return
        before = self.plan.entry.contact if self.plan.entry.contact_id else None
        kept = (before.mailbox.lower(), before.person) if before else ("", "")
        wanted = (email or kept[0], person or kept[1])
        if wanted != kept:
            self.plan.contact = wanted
            self.plan.changed.add("contact")

    def _document(self) -> None:
        """What only a document gives, and what to say about it."""
        draft, plan = self.draft, self.plan
        plan.figures, plan.quotes, plan.pictures = draft.figures, draft.quotes, draft.pictures
        if not plan.is_new:
            self._only_new_rows()
        if not draft.is_document:
            return
        if plan.is_new:
            plan.entry.position = draft.position
        if plan.is_new or "title" in plan.changed:
            plan.entry.title_is_ours = draft.title_is_ours
        if draft.title_is_ours:
            plan.notes.append(f"check title “{draft.title}”: the file gave none")
        if not draft.teams:
            plan.notes.append(f"“{draft.title}” names no team: give it one before it is published")
        plan.left += [f"heading “{words}” taken for {name}" for words, name in draft.taken_for]
        plan.left += [f"not placed: {text}" for text in draft.unplaced]
        for number, picture in enumerate(plan.pictures, 1):
            if not picture.alt and not picture.decorative:
                plan.notes.append(f"“{draft.title}”, picture {number}: say what it shows before it is published")

    def _only_new_rows(self) -> None:
        """Of an entry that is there already, rows that it has stay as they are, and others are added."""
        plan, entry = self.plan, self.plan.entry
        figures = {(row.value, row.label) for row in entry.figures.all()}
        quotes = {row.words for row in entry.quotes.all()}
        pictures = {str(row.file) for row in entry.pictures.all()}
        plan.figures = tuple(one for one in plan.figures if (one.value, one.label) not in figures)
        plan.quotes = tuple(one for one in plan.quotes if one.words not in quotes)
        plan.pictures = tuple(one for one in plan.pictures if name_of(one) not in pictures)
        plan.changed |= {name for name in ("figures", "quotes", "pictures") if getattr(plan, name)}

    def _outcome(self) -> None:
        outcome = cells.choice(self._wrong, "outcome", Outcome, self.draft.outcome)
        if outcome and not (self.plan.edition or self.plan.entry.edition_id):
            self._wrong("outcome", "is only for entries of an edition, and this row names none.")
        elif not self._may_say(outcome):
            self._wrong("outcome", "Only a publisher may decide this.")
        if self.draft.is_document and not outcome and self.plan.edition:
            outcome = Outcome.FULL if self.options.publish else Outcome.UNDECIDED
        self._set("outcome", outcome)

    def _may_say(self, outcome: str) -> bool:
        """Whether it stays as it is, or is a publisher's row. A page of a Book tells what stood there in full."""
        now = self.plan.entry.outcome or Outcome.UNDECIDED
        may = self.options.at_once or self.draft.is_document or may_publish(self.options.user)
        return may or not outcome or outcome == now

    def _status(self) -> None:
        """Imports never take down: a published or withdrawn entry keeps its status unless it is to be published."""
        entry, published = self.plan.entry, cells.moment(self._wrong, "published", self.draft.published)
        status = cells.choice(self._wrong, "status", Status, self.draft.status)
        if status == Status.WITHDRAWN and entry.status != Status.WITHDRAWN:
            self._wrong("status", "An import withdraws nothing. Do that in the admin, where a reason can be given.")
        before = Status(entry.status)
        if published and published != entry.published_at:
            entry.published_at = published
            self.plan.changed.add("published")
        if self.options.publish and status in ("", Status.PUBLISHED) and (status or before != Status.WITHDRAWN):
            self.plan.publish = self._has_news(before)
            self.plan.moment = entry.published_at or self._default_moment()
        elif status in BEFORE_PUBLISHED and before in BEFORE_PUBLISHED:
            if status != before and not may_have(self.options.user, status):
                self._wrong("status", f"{self.options.user} may not bring an entry to “{status}”.")
            self._set("status", status)

    def _has_news(self, before: Status) -> bool:
        return before != Status.PUBLISHED or bool(self.plan.changed) or self.plan.entry.pk in self.stored.waiting

    def _default_moment(self) -> datetime:
        edition = self.plan.edition
        found = edition.publishes_at if edition else None
        if edition is None and self.plan.entry.edition:
            found = self.plan.entry.edition.publishes_at
        return found or cells.midnight(self.planner.now)

    def _allowed(self) -> None:
        """What acts at once on a published entry is for those who may publish, when they publish."""
        if self.options.at_once or self.plan.is_new or self.plan.entry.status != Status.PUBLISHED or self.plan.publish:
            return
        hint = ": --publish." if self.options.by_command else "."
        for column in sorted(self.plan.changed & set(AT_ONCE)):
            self._wrong(
                column, f"“{self.plan.entry.slug}” is published, and its {AT_ONCE[column]} would change for readers "
                f"at once. Only publishing may do that{hint}"
            )  # fmt: skip
