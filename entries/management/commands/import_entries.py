"""Import entries from files: spreadsheets, Word, plain text, saved web pages."""

import gc
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from entries.importers import ENDINGS, NotAllowed, Options, Outcome, Unreadable, import_file
from entries.models import User


class Command(BaseCommand):
    """Imports each file as a whole; every bad row is listed by file, row and field."""

    help = "Import entries from files: drafts, unless --publish. Nothing of a file is saved unless all of it can be."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What may be asked for."""
        parser.add_argument("files", nargs="+", metavar="FILE", help=f"a file ending in {', '.join(ENDINGS)}")
        parser.add_argument("--edition", default="", metavar="SLUG", help="the edition of new entries that name none")
        parser.add_argument("--dry-run", action="store_true", help="check and say what would happen; save nothing")
        parser.add_argument("--publish", action="store_true", help="publish rows whose status is blank or published")
        parser.add_argument("--create", action="store_true", help="make new care groups, organisations and editions")
        parser.add_argument("--skip-bad", action="store_true", help="save the good rows of a file that has bad ones")
        parser.add_argument("--user", default="", metavar="NAME", help="whose act it is; their permissions hold")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import file by file; raises CommandError when not all of it was done."""
        names = ("edition", "dry_run", "publish", "create", "skip_bad")
        choices = Options(**{name: options[name] for name in names}, user=_user(options["user"]), by_command=True)
        # What the process holds by now lives on: else all of it is searched for garbage again and again.
        gc.collect()
        gc.freeze()
        try:
            undone = [name for name in options["files"] if not self._import(Path(name), choices)]
        finally:
            gc.unfreeze()
        if undone:
            raise CommandError(f"Not all was done: see above for {', '.join(undone)}.")

    def _import(self, path: Path, choices: Options) -> bool:
        try:
            outcome = import_file(path, choices, lambda problem: self.stderr.write(str(problem)), self._progress)
        except NotAllowed as refusal:
            raise CommandError(str(refusal)) from refusal
        except Unreadable as error:
            self.stderr.write(str(error))
            return False
        self.stdout.write(_sentence(outcome, choices))
        if outcome.saved or choices.dry_run:
            for line in [*(f"new {name}" for name in outcome.made), *outcome.notes]:
                self.stdout.write(f"  {line}")
        return not outcome.bad

    def _progress(self, what: str, rows: int) -> None:
        if sys.stderr.isatty():
            self.stderr.write(f"\r{rows:,} rows {what} ", ending="")
            self.stderr.flush()


def _user(name: str) -> User | None:
    if not name:
        return None
    try:
        return User.objects.get(username=name)
    except User.DoesNotExist:
        raise CommandError(f"There is no account “{name}”.") from None


def _sentence(outcome: Outcome, choices: Options) -> str:
    counts = f"{outcome.new:,} new, {outcome.changed:,} updated, {outcome.same:,} unchanged"
    counts += f"; {outcome.published:,} published" if choices.publish else ""
    counts += f"; {outcome.waiting:,} to review at the desk" if outcome.waiting else ""
    bad = f"{outcome.bad:,} bad row{'' if outcome.bad == 1 else 's'}" if outcome.bad else ""
    if choices.dry_run:
        return f"{outcome.file}: would be {counts}{bad and f'; {bad}'}. A dry run: nothing was saved."
    if not outcome.saved:
        return f"{outcome.file}: {bad}, so nothing was saved."
    return f"{outcome.file}: {counts}{bad and f'; {bad} left out'}."
