"""Writes documents into the tables and takes them out, block by block; the one module that changes the index.

Call it inside a transaction that no other writer of the index shares time with: it reads rows and writes them back.
What it leaves depends on the documents alone, not on the order in which they came.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import Count, Sum

from entries.search.codes import block_of, numbers_of, pack, place_in_block, terms_of, text_of, unpack
from entries.search.documents import Document, Phrases, Reading, read_document
from entries.search.spelling import shapes
from entries.search.tables import IndexedDocument, Posting, SurfaceWord, WordShape
from entries.search.terms import STOP

DOCUMENTS_AT_ONCE = 100
IN_ONE_STATEMENT = 500
SHORTEST_WORD = 3
KEPT = ("length", "codes", "stems", "surface", "passages")
PUT_DOCUMENT = (
    f"INSERT INTO {IndexedDocument._meta.db_table} (number, {', '.join(KEPT)}) VALUES (%s, %s, %s, %s, %s, %s) "
    f"ON CONFLICT (number) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in KEPT)}"
)
PUT_POSTING = (
    f"INSERT INTO {Posting._meta.db_table} (term, block, data) VALUES (%s, %s, %s) "
    "ON CONFLICT (term, block) DO UPDATE SET data = excluded.data"
)
PUT_WORD = (
    f"INSERT INTO {SurfaceWord._meta.db_table} (word, count) VALUES (%s, %s) "
    "ON CONFLICT (word) DO UPDATE SET count = excluded.count"
)
PUT_SHAPE = f"INSERT INTO {WordShape._meta.db_table} (shape, word_id) VALUES (%s, %s)"
OUT = 0  # no code is 0: a term that a document has is there at least once


@dataclass
class Changes:
    """What a block's documents change: for each term places with new codes (OUT to take out), and counts of words.

    A place and its code are one number, so that a block's changes take little room.
    """

    block: int
    postings: dict[str, "array[int]"] = field(default_factory=lambda: defaultdict(lambda: array("L")))
    words: Counter[str] = field(default_factory=Counter)

    def take_out(self, number: int, codes: str, surface: str) -> None:
        """Note that a document as it was indexed is there no more."""
        place = place_in_block(number) << 16
        for term in terms_of(codes):
            self.postings[term].append(place | OUT)
        self.words.subtract(set(surface.split()))

    def put(self, number: int, reading: Reading) -> None:
        """Note that a document is there; after `take_out()` of what was."""
        place = place_in_block(number) << 16
        for term, code in reading.codes.items():
            self.postings[term].append(place | code)
        self.words.update(set(reading.surface.split()))

    def write(self) -> None:
        """Write postings and words."""
        _write_postings(self.block, self.postings)
        _write_words(self.words)


def put(block: int, documents: Iterable[Document], phrases: Phrases) -> int:
    """Index documents of one block, anew if they were; how many of them were not in the index just so.

    `phrases` are those that are indexed as if they were words, the same for every document.
    """
    return _put_all(Changes(block), documents, phrases)


def replace_block(block: int, documents: Iterable[Document], phrases: Phrases) -> None:
    """Make the rows of one block anew from these documents, whatever stands there."""
    first, last = numbers_of(block)
    rows = IndexedDocument.objects.filter(number__range=(first, last))
    changes = Changes(block)
    for surface in rows.values_list("surface", flat=True).iterator(DOCUMENTS_AT_ONCE):
        changes.words.subtract(set(surface.split()))
    rows.delete()
    Posting.objects.filter(block=block).delete()
    _put_all(changes, documents, phrases)


def differing(phrases: Phrases) -> set[int]:
    """The documents that must be indexed anew when these are the phrases that are known."""
    wanted = {phrase for some in phrases.values() for phrase in some}
    known: dict[str, list[tuple[int, bytes | memoryview[int]]]] = defaultdict(list)
    for term, block, data in Posting.objects.filter(term__contains=" ").values_list("term", "block", "data"):
        known[term].append((block, data))
    found = {
        numbers_of(block)[0] + place
        for phrase in known.keys() - wanted
        for block, data in known[phrase]
        for place in unpack(data)[0]
    }
    for phrase in wanted - known.keys():
        rows = IndexedDocument.objects.filter(stems__contains=f" {phrase} ")
        found.update(rows.values_list("number", flat=True))
    return found


def has_any() -> bool:
    """Whether the index holds anything at all."""
    return IndexedDocument.objects.exists()


def blocks() -> set[int]:
    """The blocks that hold anything."""
    numbers = IndexedDocument.objects.values_list("number", flat=True)
    return {*Posting.objects.values_list("block", flat=True).distinct(), *map(block_of, numbers)}


def average_length() -> int:
    """How long indexed documents are on average, in weighted words; 1 when there are none."""
    found = IndexedDocument.objects.aggregate(size=Count("pk"), total=Sum("length"))
    return max(1, (found["total"] or 0) // max(1, found["size"]))


def _put_all(changes: Changes, documents: Iterable[Document], phrases: Phrases) -> int:
    """Put documents, a few at a time, and write what that changes; how many were not in the index just so."""
    changed, todo = 0, iter(documents)
    while some := list(islice(todo, DOCUMENTS_AT_ONCE)):
        changed += _put(changes, some, phrases)
    changes.write()
    return changed


def _put(changes: Changes, documents: Iterable[Document], phrases: Phrases) -> int:
    readings = {document.number: read_document(document, phrases) for document in documents}
    stored = IndexedDocument.objects.filter(number__in=readings).values_list("number", *KEPT)
    known = {row[0]: row for row in stored}
    rows = []
    for number, reading in readings.items():
        codes = text_of(reading.codes.items())
        row = (number, reading.length, codes, reading.stems, reading.surface, reading.passages)
        before = known.get(number)
        if before == row:
            continue
        if before is not None:
            changes.take_out(number, codes=before[2], surface=before[4])
        changes.put(number, reading)
        rows.append(row)
    _execute(PUT_DOCUMENT, rows)
    return len(rows)


def _write_postings(block: int, changes: Mapping[str, "array[int]"]) -> None:
    todo = iter(sorted(changes))
    while terms := list(islice(todo, IN_ONE_STATEMENT)):
        rows = dict(Posting.objects.filter(block=block, term__in=terms).values_list("term", "data"))
        written, empty = [], []
        for term in terms:
            postings = dict(zip(*unpack(rows[term]), strict=True)) if term in rows else {}
            for change in changes[term]:
                postings[change >> 16] = change & 0xFFFF
            if OUT in postings.values():
                postings = {place: code for place, code in postings.items() if code != OUT}
            if postings:
                written.append((term, block, pack(postings)))
            elif term in rows:
                empty.append(term)
        Posting.objects.filter(block=block, term__in=empty).delete()
        _execute(PUT_POSTING, written)


def _write_words(counts: Mapping[str, int]) -> None:
    """Bring the counts of surface words up to date, and their shapes for words that are new."""
    todo = iter(sorted(word for word, count in counts.items() if count and _is_offered(word)))
    while words := list(islice(todo, IN_ONE_STATEMENT)):
        known = dict(SurfaceWord.objects.filter(word__in=words).values_list("word", "count"))
        now = {word: known.get(word, 0) + counts[word] for word in words}
        gone = [word for word in known if now[word] <= 0]
        WordShape.objects.filter(word__word__in=gone).delete()
        SurfaceWord.objects.filter(word__in=gone).delete()
        _execute(PUT_WORD, [(word, count) for word, count in now.items() if count > 0])
        new = SurfaceWord.objects.filter(word__in=now.keys() - known.keys()).values_list("word", "pk")
        _execute(PUT_SHAPE, [(shape, pk) for word, pk in new for shape in sorted(shapes(word))])


def _execute(statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Write many rows as plain SQL: to make a model instance of each costs more than to write it."""
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def _is_offered(word: str) -> bool:
    """Whether spelling and suggestions may offer it."""
    return len(word) >= SHORTEST_WORD and word.isalpha() and word not in STOP
