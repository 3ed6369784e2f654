"""What search reads of a live version: its words by weight, and the passages that excerpts are cut from."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from entries.models import SECTIONS
from entries.search import Document
from entries.text.markup import passages

TITLE, NAMES, BODY = 3, 2, 1
FACTS = ("byline", "hosts", "award_body", "award_category", "award_result", "event_place")


def searchable(pk: int, document: Mapping[str, Any], card: Mapping[str, Any]) -> Document:
    """The document of an entry. Contacts are not in it."""
    strong, told = list(_strong(document, card)), list(_told(document))
    facts = [document.get(name) or "" for name in FACTS] + [row["title"] for row in document["resources"]]
    return Document(
        number=pk,
        fields=(
            (TITLE, document["title"]),
            *((NAMES, text) for text in strong if text),
            *((BODY, text) for text in [document["summary"], *told, *facts] if text),
        ),
        passages=(document["summary"], *told),
    )


def _strong(document: Mapping[str, Any], card: Mapping[str, Any]) -> Iterator[str]:
    """What says in few words what an entry is about: what changed, figures, names."""
    yield document["headline_result"]
    yield from (f"{row['value']} {row['label']}" for row in document["figures"])
    names = [name for team in card["teams"] for name in (team[1], team[4])] + [name for _, name in card["partners"]]
    names += [name for _, name in (*card["care_groups"], *card["themes"])]
    yield from dict.fromkeys(names)


def _told(document: Mapping[str, Any]) -> Iterator[str]:
    """The story, passage by passage."""
    for name in SECTIONS:
        yield from passages(document["sections"].get(name, ""))
    yield from (" ".join(_present(row["words"], row["speaker"], row["role"])) for row in document["quotes"])
    yield from (row["text"] for row in document["lessons"])
    for row in document["updates"]:
        yield from _present(row["title"], *passages(row["html"]))


def _present(*texts: str) -> Iterable[str]:
    return (text for text in texts if text)
