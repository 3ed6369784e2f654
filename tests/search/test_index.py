"""The index: what it holds depends on the documents alone, however they came, changed and left."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entries.models import IndexedDocument, Posting
from entries.search import Document, index
from entries.search.codes import block_of
from entries.search.documents import Phrases, phrases_of, read_document
from entries.search.terms import LONGEST
from tests.search.rows import index_rows

pytestmark = pytest.mark.django_db
PHRASES: Phrases = phrases_of([("infect", "prevent", "and", "control")])
TEXTS = st.lists(
    st.sampled_from(
        ["nurse", "nurses", "infection prevention and control", "e-rostering", "IT", "the", "£1,500", "Änd"]
    ),
    max_size=6,
).map(" ".join)


def empty_index() -> None:
    """Leave nothing in it."""
    for block in index.blocks():
        index.replace_block(block, [], PHRASES)


def document(number: int, title: str, text: str = "") -> Document:
    """A document with a title and a text."""
    return Document(number, ((3, title), (1, text)), (text,))


def put(*documents: Document) -> None:
    """Index documents, each in its block."""
    for one in documents:
        index.put(block_of(one.number), [one], PHRASES)


@given(steps=st.lists(st.tuples(st.sampled_from([1, 2, 1023, 1024, 5000]), TEXTS), max_size=8))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_changes_leave_what_building_anew_makes(steps: list[tuple[int, str]]) -> None:
    empty_index()
    for number, text in steps:
        put(document(number, text))
    changed = index_rows()
    empty_index()
    put(*(document(number, text) for number, text in dict(steps).items()))
    assert changed == index_rows()


def test_an_empty_index_holds_nothing_at_all() -> None:
    put(document(1, "Rest for nurses"), document(5000, "Break buddies"))
    empty_index()
    assert index_rows() == {"documents": [], "postings": [], "words": [], "shapes": []}
    assert not index.has_any()


def test_a_document_that_did_not_change_is_not_written() -> None:
    assert index.put(0, [document(1, "Rest")], PHRASES) == 1
    assert index.put(0, [document(1, "Rest")], PHRASES) == 0


def test_the_documents_of_a_phrase_are_found_when_it_becomes_known() -> None:
    put(document(1, "Infection prevention and control"), document(2, "Bank and agency usage"), document(3, "Rest"))
    assert index.differing(PHRASES) == set()
    assert index.differing(phrases_of([("bank", "and", "agenc", "usag")])) == {1, 2}


def test_a_phrase_counts_in_each_field_by_its_weight_and_never_across_two() -> None:
    known = phrases_of([("bank", "agenc")])
    codes = read_document(document(1, "Bank agency", "Bank agency and bank agencies"), known).codes
    assert codes["bank agenc"] >> 8 == 5
    assert "bank agenc" not in read_document(document(1, "Bank", "Agency"), known).codes


def test_words_of_any_length_fit() -> None:
    put(document(1, "x" * 500, "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch " + "ab" * 300))
    assert max(len(term) for term in Posting.objects.values_list("term", flat=True)) == LONGEST


def test_a_very_long_document_is_indexed() -> None:
    put(document(1, "Rest", "word " * 100_000))
    assert IndexedDocument.objects.get(pk=1).length == 100_003
