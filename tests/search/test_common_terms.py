"""Where common terms stand is kept: read once, the same as read anew, and never out of date."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entries import library
from entries.editorial.actions import publish
from entries.search import Document, Field, Form, bm25, find, index, parse, rank
from entries.search.codes import block_of
from tests import factories

pytestmark = pytest.mark.django_db
TEXTS = [("night ward" if number % 2 else "night") + (" rostering" if number == 7 else "") for number in range(40)]
FORMS = [Form((word,)) for word in ("night", "ward", "roster")]


@pytest.fixture
def among() -> Field:
    """Forty documents in two blocks, of which one is not to be seen."""
    numbers = [1 + 60 * place for place in range(len(TEXTS))]
    for number, text in zip(numbers, TEXTS, strict=True):
        index.put(block_of(number), [Document(number, ((1, text),), (text,))], {})
    return Field.of(numbers[:-1], index.average_length())


def test_common_terms_are_read_once_and_rare_ones_each_time(among: Field) -> None:
    find(FORMS, among)
    with CaptureQueriesContext(connection) as asked:
        find(FORMS[:2], among)
        find(FORMS, among)
    assert (sorted(among.kept), len(asked)) == (["night", "ward"], 1)


def test_what_is_kept_ranks_as_what_is_read(among: Field) -> None:
    query = parse("night ward rostering")
    first, second = (rank(query, find(query.forms, among), among.size) for _ in range(2))
    assert first == second
    assert (first.some.bit_count(), first.full.bit_count(), len(set(first.scores))) == (39, 1, 3)


def test_no_more_is_kept_than_there_is_room_for(among: Field, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bm25, "MOST_KEPT", 50)
    find(FORMS[:1], among)
    find(FORMS, among)
    assert list(among.kept) == ["night"]


def test_an_edit_shows_although_its_words_were_kept(client: Client) -> None:
    entries = [factories.published(f"Buddies {number}") for number in range(3)]
    counts = [client.get("/api/v1/entries/", {"q": "buddies"}).json()["count"]]
    with library.writing():
        entries[0].title = "Day breaks"
        entries[0].save()
    publish(entries[0])
    counts.append(client.get("/api/v1/entries/", {"q": "buddies"}).json()["count"])
    assert counts == [3, 2]
