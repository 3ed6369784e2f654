"""Keeps the search index in step with the live versions: entry by entry when they change, and all of it anew."""

from collections.abc import Callable, Collection, Iterator
from itertools import groupby

from django.db import transaction
from django.db.models import QuerySet

from entries.library import version
from entries.library.lexicon import known_phrases
from entries.library.searchable import searchable
from entries.models import LiveVersion
from entries.search import Document, index
from entries.search.codes import block_of, numbers_of

AT_ONCE = 100


def index_entries(keys: Collection[int]) -> None:
    """Index these entries as their live versions stand. Inside the transaction that changed them, under its lock."""
    if keys:
        phrases = known_phrases()
        for block, some in groupby(sorted(keys), block_of):
            index.put(block, _documents(LiveVersion.objects.filter(pk__in=list(some))), phrases)


def index_phrases() -> None:
    """Index anew what holds a phrase that became known or is known no more, after synonyms changed."""
    index_entries(index.differing(known_phrases()))


def rebuild_search(progress: Callable[[int, int], None] = lambda done, size: None) -> int:
    """Make the index anew while the site serves and others write; how many entries it holds.

    Block by block, each in a transaction of its own, so that a writer waits for one block at most and readers for
    nothing. `progress` is told how many of how many blocks are done.
    """
    found = 0
    numbers = LiveVersion.objects.values_list("pk", flat=True)
    blocks = sorted(index.blocks() | {block_of(number) for number in numbers})
    for done, block in enumerate(blocks, 1):
        with transaction.atomic():
            version.lock()
            first, last = numbers_of(block)
            lives = LiveVersion.objects.filter(pk__gte=first, pk__lte=last)
            index.replace_block(block, _documents(lives), known_phrases())
            version.bump()
            found += lives.count()
        progress(done, len(blocks))
    return found


def build_if_empty() -> None:
    """Make the index when there is none, as after the migration that brings its tables."""
    if LiveVersion.objects.exists() and not index.has_any():
        rebuild_search()


def _documents(lives: QuerySet[LiveVersion]) -> Iterator[Document]:
    rows = lives.order_by("pk").values_list("pk", "document", "card")
    return (searchable(pk, document, card) for pk, document, card in rows.iterator(AT_ONCE))
