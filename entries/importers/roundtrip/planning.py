"""What a sheet that came back will do: each change of each entry, who may make it, and what stays as it is here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from entries.editorial import changes, moves
from entries.editorial.comparing import Difference, difference
from entries.importers.draft import Draft, Problem
from entries.importers.names import Names
from entries.importers.options import Options
from entries.importers.plan import Plan, Planner
from entries.importers.roundtrip.cells import draft_in, value_in, with_cells
from entries.importers.roundtrip.cells import marked as mark
from entries.importers.roundtrip.reading import draft_from
from entries.models import SECTIONS, Edition, Entry, Status
from entries.text.markup import passages

BY_MOVE = {"status"}
AT_ONCE = {"care_groups", "themes", "edition"}
MOVES = {"submit", "review", "approve", "send-back"}
# These are read together: a team is found in its organisation, and the region is that organisation's.
TOGETHER = ("organisation", "team", "region")


@dataclass(slots=True)
class Row:
    """What becomes of one entry: its changes, what is wrong in its row, and what was changed here meanwhile."""

    number: int
    entry: Entry | None = None
    changes: list[Difference] = field(default_factory=list)
    wrong: list[Problem] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    plan: Plan | None = None
    move: moves.Move | None = None


@dataclass(slots=True)
class Changes:
    """All rows of a sheet, and the names that it needs made."""

    rows: list[Row]
    made: list[str]
    planner: Planner

    @property
    def wrong(self) -> list[Problem]:
        """What must be mended before anything is done."""
        return [problem for row in self.rows for problem in row.wrong]

    @property
    def changed(self) -> list[Row]:
        """The rows that change something."""
        return [row for row in self.rows if row.changes]


def planned(name: str, rows: Sequence[dict[str, Any]], user: Any) -> Changes:
    """What the rows of a sheet of that name would do now, if this person does it. Nothing is written."""
    there = {one.slug: one for one in with_cells(Entry.objects.filter(slug__in=[row["slug"] for row in rows]))}
    planner = Planner(Names.now(), Options(user=user, at_once=True), timezone.now())
    found = [_Planned(name, row, there.get(row["slug"]), user) for row in rows]
    drafts = [one.draft for one in found if one.draft is not None]
    plans = iter(planner.plans(drafts))
    for one in found:
        if one.draft is not None:
            one.take(next(plans))
    made = sorted(f"{ref.kind} “{ref.name}”" for ref in planner.names.new)
    return Changes([one.row for one in found], made, planner)


class _Planned:
    """One row on its way to its changes."""

    def __init__(self, name: str, given: dict[str, Any], entry: Entry | None, user: Any) -> None:
        self.name, self.given, self.user = name, given, user
        self.row = Row(given["row"], entry)
        self.draft: Draft | None = None
        empty = draft_from(given, name, set())
        self.row.wrong = [Problem(empty.place, column, message) for column, message in given["wrong"]]
        if entry is None:
            if not self.row.wrong:
                self._wrong("slug", f"there is no entry “{given['slug']}” any more.")
            return
        self.here = draft_in(entry, empty.place)
        columns = [column for column in given["cells"] if self._is_ours(column)]
        if "status" in columns:
            self._status(given["cells"]["status"])
        for column in columns:
            self._allowed(column)
        if told := set(columns) - BY_MOVE:
            self.draft = self._draft(told)

    def take(self, plan: Plan | list[Problem]) -> None:
        """Add what the draft changes, as an import would make it."""
        if isinstance(plan, list):
            self.row.wrong += plan
            return
        self.row.plan = plan
        before = plan.entry.outcome
        if plan.edition and plan.edition.pk and "outcome" not in plan.changed:
            changes.MoveTo(Edition.objects.get(pk=plan.edition.pk)).change(plan.entry)
            if plan.entry.outcome != before:
                self.row.changes.append(difference("outcome", before, plan.entry.outcome))
        for column in self.given["cells"]:
            if self._is_changed(column, plan):
                new = value_in(draft_from(self.given, self.name, {column}), column)
                before, after = _text(column, value_in(self.here, column)), _text(column, new)
                if before != after:
                    self.row.changes.append(difference(column, before, after))

    def _is_ours(self, column: str) -> bool:
        """Whether the sheet alone changed the cell; what the desk changed too since it went out stays as it is here."""
        was, now = self.given["was"][column], value_in(self.here, column)
        if was and mark(now) != was and list(now) != list(self.given["cells"][column]):
            self.row.kept.append(column)
            return False
        return True

    def _is_changed(self, column: str, plan: Plan) -> bool:
        if column in BY_MOVE or column in self.row.kept:
            return False
        name = {"team": "teams", "contact_name": "contact", "contact_email": "contact"}.get(column, column)
        return name in plan.changed or (column == "organisation" and "teams" in plan.changed)

    def _draft(self, columns: set[str]) -> Draft:
        """Only what changes, and what that must be read with."""
        if columns & set(TOGETHER) and self.row.entry is not None:
            organisations = {link.team.organisation_id for link in self.row.entry.team_links.all()}
            if len(organisations) > 1:
                self._wrong("team", "its teams are of several organisations. Change them on the entry’s page.")
            for column in TOGETHER:
                if column not in columns and (now := value_in(self.here, column)) and column != "region":
                    self.given["cells"] = {**self.given["cells"], column: now}
                    self.given["was"] = {**self.given["was"], column: ""}
            columns = columns | {"organisation", "team"}
        return draft_from(self.given, self.name, columns)

    def _allowed(self, column: str) -> None:
        entry = self.row.entry
        assert entry is not None
        if column in AT_ONCE:
            refusal = changes.MoveTo(None).refusal(entry, self.user)
        elif column == "outcome":
            refusal = "" if moves.may(self.user, moves.PUBLISH) else "Only a publisher may decide this."
        elif column == "published":
            refusal = "" if moves.may(self.user, moves.PUBLISH) else "Only a publisher may set the date."
        else:
            refusal = "" if moves.may(self.user, moves.EDIT) else "Only an editor may change entries."
        if refusal:
            self._wrong(column, refusal)

    def _status(self, wanted: str) -> None:
        entry = self.row.entry
        assert entry is not None
        now = Status(entry.status)
        after = next((one for one in Status if wanted.casefold() in (one.value, one.label.casefold())), None)
        move = next(
            (one for one in moves.MOVES if one.name in MOVES and now in one.before and one.after == after), None
        )
        if after is None:
            self._wrong("status", f"“{wanted}” is none of {', '.join(Status.values)}.")
        elif move is None:
            told = f"an entry that is “{now.label}” does not become “{after.label}” by a sheet. Its own page does it."
            self._wrong("status", told if after != now else f"is “{now.label}” already.")
        else:
            try:
                moves.check(move, entry, self.user, self.name)
            except ValidationError as refused:
                self._wrong("status", " ".join(refused.messages))
            except PermissionDenied as refused:
                self._wrong("status", str(refused))
            self.row.move = move
            self.row.changes.append(difference("status", now.label, after.label))

    def _wrong(self, column: str, message: str) -> None:
        self.row.wrong.append(Problem(draft_from(self.given, self.name, set()).place, column, message))


def _text(column: str, value: Any) -> str:
    if column in SECTIONS:
        return "\n".join(passages(value))
    return "; ".join(value) if isinstance(value, tuple) else str(value)
