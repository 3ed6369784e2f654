"""An import from beginning to end: check every row, then write them all in one transaction."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import cast

from django.db import Error
from django.utils import timezone

from entries import library
from entries.editorial import history
from entries.importers import filing
from entries.importers.again import Again, newest
from entries.importers.draft import Draft, Place, Problem, Unreadable
from entries.importers.names import Names
from entries.importers.options import Options
from entries.importers.plan import Plan, Planner
from entries.importers.readers import KNOWN, STREAMED, reader_for
from entries.importers.save import save_plans
from entries.models import Edition
from entries.text.wording import counted

BATCH = 200
KEPT = " The file is kept at the desk, under “Files brought in”."
# Takes what is being done and the number of rows done.
Progress = Callable[[str, int], None]
Source = Callable[[], Iterator[Draft | Problem]]


@dataclass(slots=True)
class Outcome:
    """What an import did, or (a dry run) would do. `made` says what names are new, as "theme “Falls”".

    `waiting` counts what is an entry already and waits for review. `notes` say what someone should look at: a title
    that is ours, text that found no place.
    """

    file: str
    new: int = 0
    changed: int = 0
    same: int = 0
    published: int = 0
    waiting: int = 0
    bad: int = 0
    saved: bool = False
    made: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def count(self, plan: Plan) -> None:
        """Add a row."""
        self.new += plan.is_new
        self.same += plan.is_idle
        self.changed += not (plan.is_new or plan.is_idle)
        self.published += plan.publish
        self.notes += plan.notes + plan.left

    def set_aside(self, there: filing.There) -> None:
        """Add what is an entry already."""
        self.waiting += there.differs
        self.same += not there.differs
        self.notes.append(there.told)


def import_file(
    path: Path,
    options: Options,
    report: Callable[[Problem], None],
    progress: Progress = lambda what, rows: None,
) -> Outcome:
    """Import one file: all of it, or (`skip_bad`) all that is good, or nothing.

    Each thing that is wrong goes to `report` as it is found. Raises NotAllowed and Unreadable.
    """
    options.check()
    planner = Planner(Names.now(), options, timezone.now())
    if options.edition and not options.create and planner.names.find(Edition, options.edition) is None:
        raise Unreadable(Place(path.name), f"there is no edition “{options.edition}” to import into.", "edition")
    checked = Outcome(path.name)
    file = _opened(path, options)
    for there in file.there.values():
        checked.set_aside(there)
    again = Again(planner.names, options.edition, file.last)
    for plans in _batches(file.new, again, planner, "checked", progress):
        for plan in plans:
            if isinstance(plan, Plan):
                checked.count(plan)
            else:
                checked.bad += 1
                for problem in plan:
                    report(problem)
    if again.told:
        rows = counted(again.told, "row without a slug is", "rows without a slug are")
        checked.notes.append(f"{rows} in the library already, by title and team: no second entry is made")
    checked.made = sorted(f"{ref.kind} “{ref.name}”" for ref in planner.names.new)
    if options.dry_run or (checked.bad and not options.skip_bad):
        return checked
    try:
        _write(file, planner, progress)
    except Error as error:
        # What only the database can tell: another import may have come in between.
        raise Unreadable(Place(path.name), f"could not be saved, so nothing of it was: {error}") from error
    checked.saved = True
    return checked


@dataclass(frozen=True, slots=True)
class _File:
    """What is to be imported: a sheet, which is read once to check and once to save, or a document's drafts.

    `last` is the newest entry of before; `there` are a document's drafts that are entries already, by place.
    """

    path: Path
    new: Source
    last: int = 0
    drafts: tuple[Draft, ...] = ()
    there: dict[int, filing.There] = field(default_factory=dict)


def _opened(path: Path, options: Options) -> _File:
    try:
        reader = reader_for(path)
    except Unreadable as error:
        kept = path.suffix.lower() in KNOWN and not options.dry_run
        if kept and filing.keep_unread(path, error.problem.message, options):
            raise Unreadable(error.problem.place, error.problem.message + KEPT) from error
        raise
    if path.suffix.lower() in STREAMED:
        return _File(path, lambda: reader(path), newest())
    # Nothing of a document is wrong by itself: it is refused as a whole.
    drafts = tuple(cast(Draft, draft) for draft in reader(path))
    there = filing.already_there(path, drafts, options.user)
    new = [draft for number, draft in enumerate(drafts) if number not in there]
    return _File(path, lambda: iter(new), 0, drafts, there)


def _write(file: _File, planner: Planner, progress: Progress) -> None:
    user, why = planner.options.user, f"Imported from {file.path.name}"
    made: list[Plan | list[Problem]] = []
    with library.writing(user=user):
        with history.recorded(user, why):
            planner.names.make()
        sheet = filing.Sheet(file.path, planner.options)
        again = Again(planner.names, planner.options.edition, file.last)
        for plans in _batches(file.new, again, planner, "saved", progress):
            if todo := [plan for plan in plans if isinstance(plan, Plan) and not plan.is_idle]:
                save_plans(todo, planner.slugs, user, why)
            if file.drafts:
                made += plans
            elif todo:
                sheet.keep(todo)
        if made or any(there.differs for there in file.there.values()):
            _keep(file, made, planner.options)


def _keep(file: _File, made: Sequence[Plan | list[Problem]], options: Options) -> None:
    """Keep a document with what became of its drafts."""
    entries = {number: there.match.entry for number, there in file.there.items() if not there.differs}
    new = (number for number in range(len(file.drafts)) if number not in file.there)
    entries |= {number: plan.entry for number, plan in zip(new, made, strict=True) if isinstance(plan, Plan)}
    filing.keep(file.path, file.drafts, entries, options)


def _batches(
    read: Source, again: Again, planner: Planner, what: str, progress: Progress
) -> Iterator[list[Plan | list[Problem]]]:
    drafts = read()
    done = 0
    while batch := list(islice(drafts, BATCH)):
        yield planner.plans(again.named(batch))
        done += len(batch)
        progress(what, done)
