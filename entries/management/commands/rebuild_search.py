"""Make the search index anew."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from entries.library import rebuild_search
from entries.text.wording import counted


class Command(BaseCommand):
    """Makes the search index anew from what is published, while the site serves."""

    help = "Make the search index anew from what is published. Readers and editors can go on meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild block by block, with progress on a terminal."""
        self.stdout.write(f"{counted(rebuild_search(self._progress), 'entry', 'entries')} indexed.")

    def _progress(self, done: int, size: int) -> None:
        if sys.stderr.isatty():
            self.stderr.write(f"\r{done} of {size} blocks ", ending="\n" if done == size else "")
            self.stderr.flush()
