"""What somebody reviewed becomes an entry's draft: a new one, or the changed draft of one that is there.

Nothing here publishes, and nothing that would act on readers at once is touched.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from entries import library
from entries.editorial import history
from entries.editorial.actions import may_publish
from entries.editorial.checks import style_of
from entries.editorial.comparing import Difference, difference
from entries.importers.draft import Draft, Problem
from entries.importers.names import Names
from entries.importers.options import Options
from entries.importers.plan import Plan, Planner
from entries.importers.save import save_plans
from entries.models import HEADINGS, SECTIONS, Entry, FoundEntry, FoundState
from entries.text.markup import passages

LINES = {"title": "Title", "headline_result": "What changed, in one line", "summary": "Summary"}
STAY = {"kind": "", "outcome": "", "status": "", "edition": "", "edition_named": "", "published": "", "region": "",
        "care_groups": (), "themes": (), "position": 0}  # fmt: skip


class Refused(Exception):
    """It cannot be made so: the `problems` say why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = problems
        super().__init__(" ".join(problem.message for problem in problems))


class Changed(Exception):
    """Somebody has saved the entry since its differences were shown."""


class DecidedAlready(Exception):
    """Somebody else has decided on it meanwhile."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What would become of it: the differences to the entry that it updates, or the problems that stand against it."""

    differences: tuple[Difference, ...] = ()
    problems: tuple[Problem, ...] = ()


def as_update(draft: Draft, entry: Entry) -> Draft:
    """The draft as one that updates an entry. Book, outcome, place, care groups, themes and dates stay the entry's."""
    return replace(draft, slug=entry.slug, organisation=draft.organisation or _own(entry), **STAY)  # type: ignore[arg-type]


def _own(entry: Entry) -> str:
    """The organisation that the entry counts under, else its Book's: where a team that the file names is looked for."""
    first = entry.team_links.values_list("team__organisation__slug", flat=True).first()
    return first or (entry.edition.organisation.slug if entry.edition else "")


def proposed(draft: Draft, entry: Entry, user: Any = None) -> Proposed:
    """What an update would change, field by field. Nothing is saved."""
    plan = _planned(as_update(draft, entry), user)
    if not isinstance(plan, Plan):
        return Proposed(problems=tuple(plan))
    stored = library.with_rows(Entry.objects.filter(pk=entry.pk)).get()
    return Proposed(tuple(_differences(stored, plan)))


def make(
    found: FoundEntry, draft: Draft, *, into: Entry | None = None, version: int | None = None, user: Any = None
) -> Entry:
    """Make the entry, or put the text into the draft of the one that it updates.

    `version` is that of which the differences were shown. Raises NotAllowed, Refused, Changed and DecidedAlready; then
    nothing was saved.
    """
    Options(user=user).check()
    with library.writing(user=user):
        _lock(found)
        if into is not None:
            Entry.objects.select_for_update().filter(pk=into.pk).first()
            if version is not None and version != history.latest(into):
                raise Changed(into.title)
        planner = Planner(Names.now(), Options(user=user), timezone.now())
        if not (draft.is_document or may_publish(user)):
            # A row of a sheet that decides would be refused, and the page of a review has no field to mend it.
            draft = replace(draft, outcome="")
        [plan] = planner.plans([as_update(draft, into) if into else draft])
        if not isinstance(plan, Plan):
            raise Refused(plan)
        why = f"Imported from {found.file.name}"
        if not plan.is_idle:
            with history.recorded(user, why):
                planner.names.make()
            save_plans([plan], planner.slugs, user, why)
        _decide(found, FoundState.KEPT, user, plan.entry)
    return plan.entry


def leave_out(found: FoundEntry, user: Any = None) -> None:
    """Make nothing of it. Raises NotAllowed and DecidedAlready."""
    Options(user=user).check()
    with library.writing(user=user):
        _lock(found)
        _decide(found, FoundState.LEFT_OUT, user, None)


def take_up(found: FoundEntry, user: Any = None) -> None:
    """Let one that was left out, or whose entry was deleted, wait for review again.

    Raises NotAllowed, and DecidedAlready when somebody else was first.
    """
    Options(user=user).check()
    with library.writing(user=user):
        now = _locked(found)
        if now is None or now.state == FoundState.WAITING or not now.may_be_taken_up:
            raise DecidedAlready(found.title)
        found.state, found.entry, found.decided_by, found.decided_at = FoundState.WAITING, None, None, None
        found.save()


def _locked(found: FoundEntry) -> FoundEntry | None:
    """As it stands now; nobody else decides on it before this transaction ends."""
    return FoundEntry.objects.select_for_update().filter(pk=found.pk).first()


def _lock(found: FoundEntry) -> None:
    now = _locked(found)
    if now is None or now.state != FoundState.WAITING:
        raise DecidedAlready(found.title)


def _decide(found: FoundEntry, state: FoundState, user: Any, entry: Entry | None) -> None:
    found.state, found.entry, found.decided_by, found.decided_at = state, entry, user, timezone.now()
    found.save()


def _planned(draft: Draft, user: Any) -> Plan | list[Problem]:
    [plan] = Planner(Names.now(), Options(user=user), timezone.now()).plans([draft])
    return plan


def _differences(stored: Entry, plan: Plan) -> list[Difference]:
    after = plan.entry
    found = [
        difference(label, getattr(stored, name), getattr(after, name))
        for name, label in LINES.items()
        if name in plan.changed
    ]
    if "teams" in plan.changed:
        before = ", ".join(link.team.name for link in stored.team_links.all())
        found.append(difference("Team", before, ", ".join(ref.name for ref in plan.links["teams"])))
    for name, heading in zip(SECTIONS, HEADINGS[style_of(stored)], strict=True):
        if name in plan.changed:
            texts = ("\n".join(passages(getattr(one, name))) for one in (stored, after))
            found.append(difference(heading, *texts))
    if plan.contact:
        own = (stored.contact.mailbox, stored.contact.person) if stored.contact else ()
        found.append(difference("Contact", " ".join(filter(None, own)), " ".join(filter(None, plan.contact))))
    return [*found, *_rows_added(plan)]


def _rows_added(plan: Plan) -> Iterator[Difference]:
    rows = {
        "Key figures": [f"{one.value} {one.label}" for one in plan.figures],
        "Quotes": [f"“{one.words}” {one.speaker} {one.role}".strip() for one in plan.quotes],
        "Pictures": [one.alt or "A picture without words" for one in plan.pictures],
    }
    return (difference(name, "", "\n".join(texts)) for name, texts in rows.items() if texts)
