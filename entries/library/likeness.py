"""Near-duplicates: what may be the same project told twice, among what readers see and what goes out together.

Search names what has like words; shared runs of words then tell.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from entries import search
from entries.library import building
from entries.library.addresses import entry_address
from entries.library.searchable import searchable
from entries.models import SECTIONS, Entry, LiveVersion
from entries.text.folding import sort_key, words
from entries.text.markup import plain_text

RUN = 4  # words in a row
FEWEST = 20  # runs; a shorter text shares too much by chance
SHARED = 0.5  # of the runs of the shorter text
CANDIDATES = 3

Runs = frozenset[int]


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """An entry that seems to tell the same. `url` is its page, "" while readers do not see it."""

    title: str
    url: str
    same_title: bool


def near_duplicates(
    entries: Sequence[Entry], documents: Mapping[int, Mapping[str, Any]]
) -> dict[int, list[NearDuplicate]]:
    """By id, what each of these drafts (with its rows, and its document) is much like. Few queries, however many.

    Entries that are said to tell of the same project are left out.
    """
    catalogue = building.current(timezone.now())
    read = {pk: searchable(pk, document, _NO_CARD) for pk, document in documents.items()}
    nearest = search.nearest(read, catalogue.field, CANDIDATES)
    wanted = {pk for found in nearest.values() for pk in found} - set(documents)
    lives = LiveVersion.objects.filter(pk__in=wanted).values_list("pk", "entry__key", "entry__slug", "document")
    shown = {pk: (key, document, entry_address(slug)) for pk, key, slug, document in lives}
    runs = {
        pk: runs_of(document) for pk, document in (*documents.items(), *((pk, one[1]) for pk, one in shown.items()))
    }
    together = {one.pk: (one.key, documents[one.pk], "") for one in entries}
    beside = _sharing({pk: runs[pk] for pk in documents})
    found: dict[int, list[NearDuplicate]] = {}
    for entry in entries:
        known = {other.key for other in entry.same_project.all()} | {entry.key}
        for pk in sorted({*nearest.get(entry.pk, ()), *beside.get(entry.pk, ())} - {entry.pk}):
            key, document, url = shown.get(pk) or together.get(pk) or ("", {}, "")
            if not key or key in known:
                continue
            same = sort_key(document["title"]) == sort_key(entry.title)
            if same or is_near(runs[entry.pk], runs[pk]):
                found.setdefault(entry.pk, []).append(NearDuplicate(document["title"], url, same))
    return found


_NO_CARD: Mapping[str, Any] = {"teams": (), "partners": (), "care_groups": (), "themes": ()}


def runs_of(document: Mapping[str, Any]) -> Runs:
    """Every run of four words in the story, as a number."""
    text = " ".join([document["summary"], *(plain_text(document["sections"].get(name, "")) for name in SECTIONS)])
    told = words(text)
    return frozenset(hash(tuple(told[start : start + RUN])) for start in range(len(told) - RUN + 1))


def is_near(one: Runs, other: Runs) -> bool:
    """Whether the shorter of two texts stands for a good part in the other."""
    shorter = min(len(one), len(other))
    return shorter >= FEWEST and len(one & other) >= SHARED * shorter


def _sharing(runs: Mapping[int, Runs]) -> dict[int, set[int]]:
    """Which of these share any run with which; found through the runs, not by trying each pair."""
    having: dict[int, list[int]] = defaultdict(list)
    for pk, own in runs.items():
        for run in own:
            having[run].append(pk)
    beside: dict[int, set[int]] = defaultdict(set)
    for some in having.values():
        for pk in some if len(some) > 1 else ():
            beside[pk].update(some)
    return beside
