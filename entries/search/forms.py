"""Where the forms of a query are found: words by their postings, phrases by the order of words besides."""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce

from django.db.models import BooleanField, ExpressionWrapper, Q

from entries.search.bitmaps import places
from entries.search.bm25 import HIDDEN, Field, Having, postings_of
from entries.search.codes import SCALE
from entries.search.lanes import lesser, numbers
from entries.search.query import Form
from entries.search.tables import NAMED_AT_MOST, IndexedDocument
from entries.search.terms import STOP


def find(forms: Sequence[Form], among: Field) -> dict[Form, Having]:
    """Where each form stands that something seen has. One query, one more when there are phrases."""
    postings = postings_of((term for form in forms for term in form.stems), among)
    found = {form: postings[form.stems[0]] for form in forms if not form.is_phrase and form.stems[0] in postings}
    return found | _phrases(dict.fromkeys(form for form in forms if form.is_phrase), postings, among)


def _phrases(forms: Iterable[Form], postings: Mapping[str, Having], among: Field) -> dict[Form, Having]:
    candidates = {form: _least(form, postings, among) for form in forms}
    wanted = [form for form, some in candidates.items() if some]
    held: dict[Form, list[int]] = {form: [] for form in wanted}
    for number, *holds in _holding(wanted, candidates, among):
        place = among.place_of(number)
        for form, holds_it in zip(wanted, holds, strict=True):
            if holds_it and place != HIDDEN and candidates[form].bits >> place & 1:
                held[form].append(place)
    return {form: _at(some, candidates[form], among.size) for form, some in held.items() if some}


def _at(places: Sequence[int], having: Having, size: int) -> Having:
    """What stands at some of the places alone."""
    worths = numbers(having.worths, size)
    return Having.of(places, [worths[place] for place in places], size)


def _least(form: Form, postings: Mapping[str, Having], among: Field) -> Having:
    """What has all the indexed words of a phrase, with the worth of the one it has least of."""
    words = [postings.get(stem, Having()) for stem in form.stems if stem in postings or stem not in STOP]
    if not words:
        return Having.of(range(among.size), [SCALE] * among.size, among.size)
    bits = reduce(int.__and__, (word.bits for word in words))
    return Having(bits, reduce(lambda one, other: lesser(one, other, among.size), (word.worths for word in words)))


def _holding(wanted: Sequence[Form], candidates: Mapping[Form, Having], among: Field) -> Iterable[tuple[int, ...]]:
    """Number, and for each phrase whether it is there, of documents that have one. One query."""
    if not wanted:
        return ()
    conditions = [
        Q(surface__contains=f" {form.exact} ") if form.exact else Q(stems__contains=f" {' '.join(form.stems)} ")
        for form in wanted
    ]
    rows = IndexedDocument.objects.annotate(
        **{f"phrase_{n}": ExpressionWrapper(one, output_field=BooleanField()) for n, one in enumerate(conditions)}
    )
    all_of_them = reduce(int.__or__, (candidates[form].bits for form in wanted))
    if all_of_them.bit_count() <= NAMED_AT_MOST:
        rows = rows.filter(number__in=[among.numbers[place] for place in places(all_of_them)])
    else:
        either = Q()
        for condition in conditions:
            either |= condition
        rows = rows.filter(either)
    return rows.values_list("number", *(f"phrase_{n}" for n in range(len(wanted))))
