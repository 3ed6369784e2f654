"""Make a Book, or a part of it, into a file."""

import os
import sys
import tempfile
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from entries import library
from entries.library.addresses import site_address
from entries.outlets.book import FORMATS, Contents, NotMade, book_contents, part_contents, story_contents


class Command(BaseCommand):
    """Makes a Book as readers may see it now into a PDF or an EPUB."""

    help = "Make a Book that is out, one care group's part of it, or one entry into a PDF or EPUB file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What may be asked for."""
        parser.add_argument("edition", metavar="EDITION_SLUG", help="the last part of the edition's address: 2023-24")
        only = parser.add_mutually_exclusive_group()
        only.add_argument("--care-group", metavar="SLUG", default="", help="only this care group's part")
        only.add_argument("--entry", metavar="SLUG", default="", help="only this entry")
        parser.add_argument("--format", choices=FORMATS, required=True)
        parser.add_argument("-o", "--output", metavar="FILE", required=True, help="where the file goes")
        parser.add_argument("--site", metavar="URL", default="", help="how the library's addresses begin")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the file; raises CommandError when it cannot be made or written."""
        began = time.monotonic()
        contents = _contents(options)
        self._progress(f"Making {contents.title}: {len(contents.chapters)} entries ...")
        try:
            made = FORMATS[options["format"]].make(contents)
        except NotMade as error:
            raise CommandError(str(error)) from error
        _write(Path(options["output"]), made)
        self.stdout.write(f"{options['output']}: {len(made):,} bytes, {time.monotonic() - began:.1f} s.")

    def _progress(self, text: str) -> None:
        if sys.stderr.isatty():
            self.stderr.write(text)


def _contents(options: dict[str, Any]) -> Contents:
    reading, site = library.read(), (options["site"] or site_address()).rstrip("/")
    edition, care_group, entry = options["edition"], options["care_group"], options["entry"]
    try:
        if entry:
            return story_contents(reading, entry, site, edition)
        return (
            part_contents(reading, edition, care_group, site) if care_group else book_contents(reading, edition, site)
        )
    except library.Missing:
        wanted = f"entry “{entry}” in " if entry else f"part “{care_group}” in " if care_group else ""
        raise CommandError(f"There is no {wanted}edition “{edition}” that readers can see.") from None
    except library.Gone as error:
        raise CommandError(f"“{error.title}” has been withdrawn.") from None
    except library.Moved as error:
        raise CommandError(f"The address has changed: ask for “{error.slug}”.") from None


def _write(path: Path, made: bytes) -> None:
    """Put the file in its place as a whole, so that nobody ever finds half of it."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(made)
            os.chmod(name, 0o644)
            os.replace(name, path)
        except OSError:
            os.unlink(name)
            raise
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
