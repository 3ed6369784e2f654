"""Near-duplicates: what may be the same project told twice, among what readers see and what goes out together.

Search names what has like words; shared runs of words then tell.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
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
MOST_DRAFTS = 200

Runs = frozenset[int]


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """An entry that seems to tell the same. `url` is its page, "" while readers do not see it."""

    title: str
    url: str
    same_title: bool


@dataclass(frozen=True, slots=True)
class _Compared:
    """What is compared: an entry's key, its document, its page ("" while readers do not see it) and its runs."""

    key: str
    document: Mapping[str, Any]
    url: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class ToldAlready:
    """An entry that a text which is no entry yet is much like, and how much of the shorter one they share, in 100."""

    pk: int
    share: int
    same_title: bool


def told_already(document: Mapping[str, Any]) -> list[ToldAlready]:
    """The entries that a document is much like, the likest first: what readers see, and the latest drafts."""
    own, title = runs_of(document), sort_key(document["title"])
    lives = LiveVersion.objects.filter(pk__in=nearest_to(document)).values_list("pk", "document")
    drafts = Entry.objects.filter(live__isnull=True).order_by("-updated_at", "-pk")
    known = [(pk, told["title"], runs_of(told)) for pk, told in lives]
    for pk, name, summary, *sections in drafts.values_list("pk", "title", "summary", *SECTIONS)[:MOST_DRAFTS]:
        told = {"summary": summary, "sections": dict(zip(SECTIONS, sections, strict=True))}
        known.append((pk, name, runs_of(told)))
    found = []
    for pk, name, runs in known:
        same = sort_key(name) == title
        if same or is_near(own, runs):
            found.append(ToldAlready(pk, 100 * len(own & runs) // (min(len(own), len(runs)) or 1), same))
    return sorted(found, key=lambda one: (-one.share, one.pk))


def nearest_to(document: Mapping[str, Any]) -> list[int]:
    """The few entries that readers see whose words are most like a document's, the likest first. Few queries."""
    catalogue = building.current(timezone.now())
    return search.nearest({0: searchable(0, document, _NO_CARD)}, catalogue.field, CANDIDATES)[0]


def near_duplicates(
    entries: Sequence[Entry], documents: Mapping[int, Mapping[str, Any]]
) -> dict[int, list[NearDuplicate]]:
    """By id, what each of these drafts (with its rows, and its document) is much like. Few queries, however many.

    Entries that are said to tell of the same project are left out.
    """
    catalogue = building.current(timezone.now())
    read = {pk: searchable(pk, document, _NO_CARD) for pk, document in documents.items()}
    nearest = search.nearest(read, catalogue.field, CANDIDATES)
    told = {one.pk: _compared(one.key, documents[one.pk]) for one in entries}
    beside = _sharing({pk: one.runs for pk, one in told.items()})
    told |= _shown({pk for found in nearest.values() for pk in found} - set(documents))
    alike = {
        entry.pk: _alike(entry, told, sorted({*nearest.get(entry.pk, ()), *beside.get(entry.pk, ())}))
        for entry in entries
    }
    return {pk: found for pk, found in alike.items() if found}


def _compared(key: str, document: Mapping[str, Any], url: str = "") -> _Compared:
    return _Compared(key, document, url, runs_of(document))


def _shown(wanted: Set[int]) -> dict[int, _Compared]:
    """By id, what readers see of these. One query."""
    lives = LiveVersion.objects.filter(pk__in=wanted).values_list("pk", "entry__key", "entry__slug", "document")
    return {pk: _compared(key, document, entry_address(slug)) for pk, key, slug, document in lives}


def _alike(entry: Entry, told: Mapping[int, _Compared], candidates: Iterable[int]) -> list[NearDuplicate]:
    """Which of the candidates seem to tell the same as an entry."""
    known = {other.key for other in entry.same_project.all()} | {entry.key}
    title, runs = sort_key(entry.title), told[entry.pk].runs
    found = []
    for other in (told[pk] for pk in candidates if pk in told):
        same = sort_key(other.document["title"]) == title
        if other.key not in known and (same or is_near(runs, other.runs)):
            found.append(NearDuplicate(other.document["title"], other.url, same))
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
