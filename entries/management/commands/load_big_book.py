"""Load yearly Big Books."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from entries.bigbook import Broken, Report, copy_media, load


class Command(BaseCommand):
    """Loads each file as a whole, and says of each entry what was done. Sends no e-mail."""

    help = "Load Big Books: all of a file or nothing. What was edited here since is kept and named, unless --overwrite."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What may be asked for."""
        parser.add_argument("files", nargs="+", metavar="FILE", help="a fixture in Django's JSON format")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done; save nothing")
        parser.add_argument("--overwrite", action="store_true", help="take the file's version of what was edited here")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load file by file; raises CommandError when not all of it was done."""
        broken, kept = [], 0
        for name in options["files"]:
            try:
                if not options["dry_run"]:
                    copy_media(Path(name).parent / "media")
                report = load(
                    Path(name), dry_run=options["dry_run"], overwrite=options["overwrite"], progress=self._progress
                )
            except Broken as error:
                self.stderr.write(f"{error}\n{error.file}: nothing of this file was saved.")
                broken.append(error.file)
                continue
            self._show(report, options["dry_run"])
            kept += len(report.conflicts)
        wrong = [f"not loaded: {', '.join(broken)}."] if broken else []
        wrong += [f"{kept} kept as edited here; --overwrite takes the file's version."] if kept else []
        if wrong:
            raise CommandError(f"Not all was done: {' '.join(wrong)}")

    def _show(self, report: Report, dry_run: bool) -> None:
        for line in report.names:
            if line.did != "unchanged":
                self.stdout.write(str(line))
        for line in report.entries:
            self.stdout.write(str(line))
        for note in report.notes:
            self.stdout.write(f"note       {note}")
        self.stdout.write(report.summary() + (" A dry run: nothing was saved." if dry_run else ""))

    def _progress(self, done: int, of: int) -> None:
        if sys.stderr.isatty() and (done % 20 == 0 or done == of):
            self.stderr.write(f"\r{done} of {of} entries ", ending="\n" if done == of else "")
            self.stderr.flush()
