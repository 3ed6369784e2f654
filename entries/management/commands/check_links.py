"""Try the links that published entries hold."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from entries.editorial.linkcheck import Asker, Offline, gather, try_links
from entries.library.addresses import site_address
from entries.models import CheckedLink, LinkState
from entries.text.wording import counted


class Command(BaseCommand):
    """Tries each link at most once a day; safe to stop, to run again and to run on several machines."""

    help = "Try the links of published entries, one question a host at a time. The desk's worklist shows broken ones."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What may be asked for."""
        parser.add_argument("--pause", type=float, default=2.0, help="seconds between two questions to one host")

    def handle(self, *args: Any, **options: Any) -> None:
        """Try them; raises CommandError when no site answers."""
        if not 0 <= options["pause"] <= 3600:
            raise CommandError(f"--pause is {options['pause']}. It takes 0 to 3600 seconds.")
        gather()
        asker = Asker(f"Casebook link checker (+{site_address()}/)", pause=options["pause"])
        try:
            done = try_links(asker, options["pause"], self._tell)
        except Offline:
            raise CommandError(
                "No site answers. Is this machine let out to the web? Of other sites nothing was noted."
            ) from None
        self.stdout.write(f"{counted(done.tried, 'link')} tried, {done.broken:,} broken.")

    def _tell(self, row: CheckedLink) -> None:
        if row.state in (LinkState.FAILING, LinkState.BROKEN):
            self.stderr.write(f"{row.get_state_display()}: {row.address}: {row.why}")
