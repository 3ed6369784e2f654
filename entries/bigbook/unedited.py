"""What is done to names everywhere at once is no edit of the entries that bear them: later loads still update those."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from entries.bigbook.state import stories
from entries.models import Entry, LoadRecord


@contextmanager
def unedited(keys: Iterable[int]) -> Iterator[None]:
    """Entries with these ids that nobody edited since their load still count as such after what is done inside."""
    records = list(LoadRecord.objects.filter(pk__in=list(keys)).select_related("entry"))
    before = _digests(records)
    untouched = [one for one in records if one.digest == before.get(one.entry.key)]
    yield
    after = _digests(untouched)
    for one in untouched:
        if after.get(one.entry.key, one.digest) != one.digest:
            one.digest = after[one.entry.key]
            one.save()


def _digests(records: list[LoadRecord]) -> dict[str, str]:
    """What the entries are now, file by file: links count as a file's own when it holds both entries."""
    found: dict[str, str] = {}
    for name in {one.file_name for one in records}:
        scope = set(LoadRecord.objects.filter(file_name=name).values_list("entry__key", flat=True))
        of = [one.pk for one in records if one.file_name == name]
        told = stories(Entry.objects.filter(pk__in=of), scope)
        found |= {key: story.digest for key, story in told.items()}
    return found
