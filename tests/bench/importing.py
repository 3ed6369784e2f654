"""How long N Word files take from upload to drafts by the desk's own steps, over a scratch library, and what they hold.

    python -m tests.bench.importing [N] [sqlite|postgres] [memory]

The files are generated in the ten forms of the tests. They are kept, read in steps of two seconds, and made drafts as
their review would make them without a correction. Prints seconds by the clock and of this process's CPU, how many steps
there were and the longest one; with `memory` instead the most that Python held after half of the files and after all.
"""

import gc
import sys
import tempfile
import time
import tracemalloc
from dataclasses import replace
from pathlib import Path

from tests.bench.scratch import KINDS
from tests.bench.scratch import library as scratch

STEP = 2.0


def files(folder: Path, number: int) -> list[Path]:
    """So many Word files."""
    from tests.importers.stories import stories
    from tests.importers.word_files import FORMS, word_file

    return [word_file(folder / f"{one.number}.docx", FORMS[one.number % len(FORMS)], one) for one in stories(number)]


def run(number: int, *, traced: bool) -> None:
    """Bring them in, and say what it took; tracing memory is slow, so it is a run of its own."""
    from entries.importers import received
    from entries.importers.making import make
    from entries.importers.packing import unpacked
    from entries.models import Entry, FoundEntry
    from tests import factories
    from tests.importers.sent import upload

    edition = factories.edition("2026-27", state="judging", publishes_at=None)
    with tempfile.TemporaryDirectory() as folder:
        paths = files(Path(folder), number)
        start, cpu = time.perf_counter(), time.process_time()
        delivery = received.keep([upload(path) for path in paths], edition=edition)
    kept, steps, held, left = time.perf_counter() - start, [], [], True
    if traced:
        tracemalloc.start()
    while left:
        begun = time.perf_counter()
        left = received.read_on(delivery, 0 if traced else STEP)
        steps.append(time.perf_counter() - begun)
        if traced and len(steps) in (number // 2, number):
            gc.collect()
            held.append(tracemalloc.get_traced_memory()[1] / 1e6)
    if traced:
        tracemalloc.stop()
        print(f"most memory held: {held[0]:.1f} MB after half of the files, {held[-1]:.1f} MB after all")
        return
    read, read_cpu = time.perf_counter(), time.process_time() - cpu
    for found in FoundEntry.objects.filter(file__delivery=delivery).select_related("file"):
        make(found, replace(unpacked(found.draft), edition=edition.slug))
    made = time.perf_counter()
    print(f"{number} files kept in {kept:.1f} s, read in {read - start - kept:.1f} s ({read_cpu:.1f} s of CPU)")
    print(f"{len(steps)} steps, the longest {max(steps):.1f} s")
    print(f"{Entry.objects.count()} drafts made in {made - read:.1f} s; {made - start:.1f} s in all")


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    kind = sys.argv[2] if len(sys.argv) > 2 else "sqlite"
    if kind not in KINDS:
        raise SystemExit(f"{kind}: one of {', '.join(KINDS)}.")
    with scratch(kind):
        run(count, traced="memory" in sys.argv[3:])
