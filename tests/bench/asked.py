"""A test collection put into the library as published entries, and asked as the page asks. Needs Django set up."""

from collections.abc import Mapping, Sequence
from html import escape

from django.utils import timezone

from entries import library
from entries.library import EntryWrite, Selection
from entries.models import Entry, Status
from tests.bench.collection import DEEP, Collection, Text

AT_ONCE = 200
LONGEST_TITLE = 200


def fill(documents: Sequence[Text]) -> dict[int, str]:
    """Publish the documents by the library's own way for many; for each entry's key the document's id."""
    made: dict[int, str] = {}
    with library.writing():
        for start in range(0, len(documents), AT_ONCE):
            some = documents[start : start + AT_ONCE]
            entries = [_entry(place, text) for place, text in enumerate(some, start)]
            library.save_entries([EntryWrite(entry) for entry in entries])
            for entry, text in zip(entries, some, strict=True):
                library.publish_document(entry)
                made[entry.pk] = text.id
            library.refresh_noted()
    return made


def _entry(place: int, document: Text) -> Entry:
    """A document as an entry: what a title has no room for goes before the text."""
    title = " ".join(document.title.split())
    cut = len(title) if len(title) <= LONGEST_TITLE else title.rfind(" ", 0, LONGEST_TITLE + 1)
    return Entry(
        title=title[:cut] or f"Document {document.id}",
        slug=f"document-{place}",
        aims="".join(f"<p>{escape(text)}</p>" for text in (title[cut:].strip(), document.text) if text),
        status=Status.PUBLISHED,
        published_at=timezone.now(),
    )


def ask(collection: Collection, documents: Mapping[int, str]) -> dict[str, list[str]]:
    """What the library finds for each query, as ids of documents, best first."""
    reading = library.read()
    answers = ((one.id, reading.results(Selection(q=one.text, page_size=DEEP))) for one in collection.queries)
    return {query: [documents[card.entry_id] for card in answer.cards] for query, answer in answers}
