"""An import from beginning to end: check every row, then write them all in one transaction."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from django.db import Error
from django.utils import timezone

from entries import library
from entries.editorial import history
from entries.importers.draft import Draft, Place, Problem, Unreadable
from entries.importers.names import Names
from entries.importers.options import Options
from entries.importers.plan import Plan, Planner
from entries.importers.readers import STREAMED, reader_for
from entries.importers.save import save_plans
from entries.models import Edition

BATCH = 200
# Takes what is being done and the number of rows done.
Progress = Callable[[str, int], None]
Source = Callable[[], Iterator[Draft | Problem]]


@dataclass(slots=True)
class Outcome:
    """What an import did, or (a dry run) would do. `made` says what names are new, as "theme “Falls”".

    `notes` say what someone should look at: a title that is ours, text that found no place.
    """

    file: str
    new: int = 0
    changed: int = 0
    same: int = 0
    published: int = 0
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
    read = _source(path)
    for plans in _batches(read, planner, "checked", progress):
        for plan in plans:
            if isinstance(plan, Plan):
                checked.count(plan)
            else:
                checked.bad += 1
                for problem in plan:
                    report(problem)
    checked.made = sorted(f"{ref.kind} “{ref.name}”" for ref in planner.names.new)
    if options.dry_run or (checked.bad and not options.skip_bad):
        return checked
    try:
        _write(path.name, read, planner, progress)
    except Error as error:
        # What only the database can tell: another import may have come in between.
        raise Unreadable(Place(path.name), f"could not be saved, so nothing of it was: {error}") from error
    checked.saved = True
    return checked


def _source(path: Path) -> Source:
    """Where the drafts come from, once to check and once to save: a sheet is read again, a document is kept."""
    reader = reader_for(path)
    if path.suffix.lower() in STREAMED:
        return lambda: reader(path)
    found = list(reader(path))
    return lambda: iter(found)


def _write(name: str, read: Source, planner: Planner, progress: Progress) -> None:
    user, why = planner.options.user, f"Imported from {name}"
    with library.writing(user=user):
        with history.recorded(user, why):
            planner.names.make()
        for plans in _batches(read, planner, "saved", progress):
            if todo := [plan for plan in plans if isinstance(plan, Plan) and not plan.is_idle]:
                save_plans(todo, planner.slugs, user, why)


def _batches(read: Source, planner: Planner, what: str, progress: Progress) -> Iterator[list[Plan | list[Problem]]]:
    drafts = read()
    done = 0
    while batch := list(islice(drafts, BATCH)):
        yield planner.plans(batch)
        done += len(batch)
        progress(what, done)
