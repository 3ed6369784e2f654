"""A library of generated entries: made without an index, indexed, changed. Needs Django set up."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from html import escape
from unittest.mock import patch

from django.db import connection
from django.utils import timezone

from entries import library
from entries.library import EntryWrite
from entries.models import CareGroup, Edition, EditionState, Entry, Organisation, Outcome, Status, Synonym, Team, Theme
from tests.bench.scratch import Clock
from tests.bench.synthetic import Text, Words

AT_ONCE = 1000
TEAMS, GROUPS, THEMES, BOOKS = 40, 6, 20, 5
REBUILD = "import django; django.setup(); from entries import library; library.rebuild_search()"
UPDATES = 20


def fill(words: Words, number: int) -> list[Text]:
    """Publish `number` entries, spread over teams, tags and Books, that are not indexed yet; the first texts."""
    teams, groups, themes, books = _names(words)
    kept: list[Text] = []
    # Indexed as they come they would be indexed twice: building the index is measured by itself.
    with patch("entries.library.writing.index_entries"):
        for start in range(0, number, AT_ONCE):
            texts = [words.text() for _ in range(min(AT_ONCE, number - start))]
            kept += texts if len(kept) < AT_ONCE else []
            with library.writing():
                writes = [
                    EntryWrite(
                        _entry(at, text, books), [teams[at % TEAMS]], [groups[at % GROUPS]], [themes[at % THEMES]]
                    )
                    for at, text in enumerate(texts, start)
                ]
                library.save_entries(writes)
                for write in writes:
                    library.publish_document(write.entry)
    return kept


def _names(words: Words) -> tuple[list[int], list[int], list[int], list[int]]:
    """Ids of teams, care groups, themes and Books."""
    with library.writing():
        made = [Organisation.objects.create(name=name.capitalize(), slug=name) for name in words.names(4)]
        teams = [
            Team.objects.create(name=f"{name} team".capitalize(), slug=name, organisation=made[at % 4]).pk
            for at, name in enumerate(words.names(TEAMS))
        ]
        groups = [CareGroup.objects.create(name=name.capitalize(), slug=name).pk for name in words.names(GROUPS)]
        themes = [Theme.objects.create(name=name.capitalize(), slug=name).pk for name in words.names(THEMES)]
        books = [
            Edition.objects.create(
                title=f"Book {at}",
                slug=f"book-{at}",
                organisation=made[0],
                state=EditionState.PUBLISHED,
                publishes_at=timezone.now(),
            ).pk
            for at in range(BOOKS)
        ]
    return teams, groups, themes, books


def _entry(at: int, text: Text, books: Sequence[int]) -> Entry:
    """One entry; one in six stands in no Book."""
    book = books[at % (BOOKS + 1)] if at % (BOOKS + 1) < BOOKS else None
    third = -(-len(text.paragraphs) // 3)
    sections = [text.paragraphs[start : start + third] for start in range(0, len(text.paragraphs), third)]
    named = dict(zip(("aims", "actions", "results"), map(_html, sections), strict=False))
    return Entry(
        title=text.title,
        slug=f"entry-{at}",
        headline_result=text.headline,
        summary=text.summary,
        status=Status.PUBLISHED,
        published_at=timezone.now(),
        edition_id=book,
        outcome=Outcome.FULL if book else "",
        **named,
    )


def _html(paragraphs: Sequence[str]) -> str:
    return "".join(f"<p>{escape(one)}</p>" for one in paragraphs)


def teach(words: Words) -> list[str]:
    """Teach forty synonyms, every second of several words; what to ask for."""
    asked = words.words[100:140]
    with library.writing():
        for at, word in enumerate(asked):
            other = " ".join(words.words[300 + 2 * at : 301 + 2 * at + at % 2])
            Synonym.objects.create(left=word, right=other)
    return asked


def build_index(clock: Clock) -> str:
    """Build the index in a process of its own; seconds, and the memory it took at most."""
    start, began = clock.start(), time.monotonic()
    process = subprocess.Popen([sys.executable, "-c", REBUILD])
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit("The index could not be built; it says above why.")
    _, server = clock.since(start)
    own = used.ru_utime + used.ru_stime
    return (
        f"{time.monotonic() - began:.1f} s, CPU {own:.1f} s and the server's {server:.1f} s, "
        f"at most {used.ru_maxrss / 1024:.0f} MB"
    )


def update_some(clock: Clock, words: Words) -> list[float]:
    """Seconds of CPU that publishing a changed entry takes, index and all, for some of them."""
    spent = []
    for entry in Entry.objects.order_by("slug")[:UPDATES]:
        entry.aims = _html(words.text().paragraphs)
        start = clock.start()
        with library.writing():
            entry.save()
            library.publish_document(entry)
        spent.append(sum(clock.since(start)))
    return spent


def analyse() -> None:
    """Let the database count what it holds, as a server does by itself after a while."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
