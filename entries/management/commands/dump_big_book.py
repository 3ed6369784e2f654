"""Write a Big Book to a file."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from entries.bigbook import NoSuchEdition, changes_waiting, dump


class Command(BaseCommand):
    """Writes an edition with all it needs to the standard output, as `load_big_book` reads it."""

    help = "Write a Big Book as JSON to the standard output. Pictures and files are written as names."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What may be asked for."""
        parser.add_argument("edition", metavar="EDITION_SLUG", help="the last part of the edition's address: 2023-24")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the Book; raises CommandError when there is none of that name."""
        try:
            text = dump(options["edition"])
        except NoSuchEdition as error:
            raise CommandError(f"There is no edition “{options['edition']}”.") from error
        self.stdout.write(text, ending="")
        if waiting := changes_waiting(options["edition"]):
            self.stderr.write(
                f"{waiting} of its entries have changes waiting: the file holds what is not published yet."
            )
