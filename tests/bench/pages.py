"""CPU per page inside one process, over a scratch SQLite library of N generated entries.

    python -m tests.bench.pages [N]

Prints the median CPU milliseconds of 30 requests a page through Django's test client, rendered pages not kept, and
of building the catalogue anew.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable

PAGES = {
    "home": "/",
    "browse": "/entries/",
    "filter": "/entries/?care_group=group-1&theme=theme-3",
    "words": "/entries/?q=breaks",
    "entry": "/entries/project-00003/",
    "edition": "/editions/2023-24/",
    "json": "/api/v1/entries/",
}
ROUNDS = 30


def cpu_ms(work: Callable[[], object]) -> float:
    """The median CPU time of the work, in milliseconds."""
    spent = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        spent.append((time.process_time() - began) * 1000)
    return statistics.median(spent)


def main(number: int) -> None:
    """Make the library and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command
        from django.test import Client
        from django.utils import timezone

        from entries.library import building, version
        from tests import factories

        settings.CASEBOOK_PAGE_CACHE = False
        call_command("migrate", verbosity=0)
        began = time.process_time()
        factories.many(number)
        print(f"{number} entries, made in {time.process_time() - began:.1f} s CPU")
        print(f"catalogue {cpu_ms(lambda: building.build(version.current(), timezone.now())):8.1f} ms")
        client = Client()
        for name, address in PAGES.items():
            client.get(address)
            print(f"{name:9} {cpu_ms(lambda address=address: client.get(address)):8.2f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
