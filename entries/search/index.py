"""Writes documents into the tables and takes them out, block by block; the one module that changes the index.

Call it inside a transaction that no other writer of the index shares time with: it reads rows and writes them back.
What it leaves depends on the documents alone, not on the order in which they came.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

from django.db.models import Count, Sum

from entries.search.codes import BLOCK_BITS, pack, terms_of, text_of, unpack
from entries.search.documents import Document, Reading, read_document
from entries.search.tables import IndexedDocument, Posting, SurfaceWord, WordShape
from entries.search.terms import STOP

IN_ONE_STATEMENT = 500
ROWS_AT_ONCE = 1000
SHORTEST_WORD = 3
SHOWN = ("length", "codes", "stems", "surface", "passages")
Changes = dict[str, dict[int, int | None]]


def block_of(number: int) -> int:
    """The block that a document's number falls into."""
    return number >> BLOCK_BITS


def put(documents: Iterable[Document]) -> int:
    """Index these documents, anew if they were; how many of them were not in the index just so."""
    changed = 0
    for block, some in _by_block(documents).items():
        changed += _put(block, {document.number: read_document(document) for document in some})
    return changed


def take_out(numbers: Iterable[int]) -> None:
    """Take documents out of the index; those that are not in it do not matter."""
    for block, some in _grouped(numbers).items():
        _apply(block, _stored(some), {})


def replace_block(block: int, documents: Iterable[Document]) -> None:
    """Make the rows of one block anew from these documents, whatever stands there."""
    stored = IndexedDocument.objects.filter(number__range=numbers_of(block)).in_bulk()
    Posting.objects.filter(block=block).delete()
    IndexedDocument.objects.filter(pk__in=stored).delete()
    _count_words(stored, {})
    _apply(block, {}, {document.number: read_document(document) for document in documents})


def numbers_of(block: int) -> tuple[int, int]:
    """The first and the last number of a block."""
    return block << BLOCK_BITS, ((block + 1) << BLOCK_BITS) - 1


def has_any() -> bool:
    """Whether the index holds anything at all."""
    return IndexedDocument.objects.exists()


def blocks() -> set[int]:
    """The blocks that hold anything."""
    return set(Posting.objects.values_list("block", flat=True).distinct()) | {
        block_of(number) for number in IndexedDocument.objects.values_list("number", flat=True)
    }


def average_length() -> int:
    """How long indexed documents are on average, in weighted words; 1 when there are none."""
    found = IndexedDocument.objects.aggregate(size=Count("pk"), total=Sum("length"))
    return max(1, (found["total"] or 0) // max(1, found["size"]))


def _by_block(documents: Iterable[Document]) -> dict[int, list[Document]]:
    found: dict[int, list[Document]] = defaultdict(list)
    for document in documents:
        found[block_of(document.number)].append(document)
    return found


def _grouped(numbers: Iterable[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for number in numbers:
        found[block_of(number)].append(number)
    return found


def _stored(numbers: Sequence[int]) -> dict[int, IndexedDocument]:
    return IndexedDocument.objects.in_bulk(numbers)


def _put(block: int, readings: dict[int, Reading]) -> int:
    stored = _stored(list(readings))
    same = {number for number, before in stored.items() if _row(number, readings[number]) == _shown(before)}
    readings = {number: reading for number, reading in readings.items() if number not in same}
    _apply(block, {number: row for number, row in stored.items() if number not in same}, readings)
    return len(readings)


def _row(number: int, reading: Reading) -> tuple[object, ...]:
    return (number, reading.length, text_of(reading.codes.items()), reading.stems, reading.surface, reading.passages)


def _shown(row: IndexedDocument) -> tuple[object, ...]:
    return (row.number, *(getattr(row, name) for name in SHOWN))


def _apply(block: int, before: dict[int, IndexedDocument], after: dict[int, Reading]) -> None:
    """Take out what stood there before, put in what comes after."""
    if not before and not after:
        return
    changes: Changes = defaultdict(dict)
    base = block << BLOCK_BITS
    for number, row in before.items():
        for term in terms_of(row.codes):
            changes[term][number - base] = None
    for number, reading in after.items():
        for term, code in reading.codes.items():
            changes[term][number - base] = code
    _write_postings(block, changes)
    _count_words(before, after)
    if gone := set(before) - set(after):
        IndexedDocument.objects.filter(pk__in=gone).delete()
    rows = (
        IndexedDocument(**dict(zip(("number", *SHOWN), _row(n, reading), strict=True))) for n, reading in after.items()
    )
    while batch := list(islice(rows, ROWS_AT_ONCE)):
        IndexedDocument.objects.bulk_create(
            batch, update_conflicts=True, unique_fields=["number"], update_fields=list(SHOWN)
        )


def _write_postings(block: int, changes: Changes) -> None:
    todo = iter(changes)
    while terms := list(islice(todo, IN_ONE_STATEMENT)):
        rows = {row.term: row for row in Posting.objects.filter(block=block, term__in=terms)}
        new, moved, empty = [], [], []
        for term in terms:
            row = rows.get(term)
            postings: dict[int, int] = dict(zip(*unpack(row.data), strict=True)) if row else {}
            for place, code in changes[term].items():
                if code is None:
                    postings.pop(place, None)
                else:
                    postings[place] = code
            if not postings:
                empty += [row.pk] if row else []
            elif row is None:
                new.append(Posting(term=term, block=block, data=pack(postings)))
            else:
                row.data = pack(postings)
                moved.append(row)
        Posting.objects.filter(pk__in=empty).delete()
        Posting.objects.bulk_create(new)
        Posting.objects.bulk_create(moved, update_conflicts=True, unique_fields=["id"], update_fields=["data"])


def _count_words(before: dict[int, IndexedDocument], after: dict[int, Reading]) -> None:
    """Bring the counts of surface words up to date, and their shapes for words that are new."""
    counts: Counter[str] = Counter()
    for reading in after.values():
        counts.update(_words(reading.surface))
    for row in before.values():
        counts.subtract(_words(row.surface))
    todo = iter(sorted(word for word, count in counts.items() if count))
    while words := list(islice(todo, IN_ONE_STATEMENT)):
        known = {row.word: row for row in SurfaceWord.objects.filter(word__in=words)}
        for text, word in known.items():
            word.count += counts[text]
        gone = [word.pk for word in known.values() if word.count <= 0]
        WordShape.objects.filter(word__in=gone).delete()
        SurfaceWord.objects.filter(pk__in=gone).delete()
        kept = [word for word in known.values() if word.count > 0]
        SurfaceWord.objects.bulk_create(kept, update_conflicts=True, unique_fields=["id"], update_fields=["count"])
        new = SurfaceWord.objects.bulk_create(
            SurfaceWord(word=word, count=counts[word]) for word in words if word not in known and counts[word] > 0
        )
        WordShape.objects.bulk_create(
            (WordShape(shape=shape, word=row) for row in new for shape in sorted(shapes(row.word))), ROWS_AT_ONCE
        )


def _words(surface: str) -> set[str]:
    """The words that spelling and suggestions may offer."""
    return {word for word in surface.split() if len(word) >= SHORTEST_WORD and word.isalpha() and word not in STOP}


def shapes(word: str) -> set[str]:
    """The word itself, and with each of its letters left out."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
