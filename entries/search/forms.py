"""Where the forms of a query are found: words by their postings, phrases by the order of words besides."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import BooleanField, ExpressionWrapper, Q

from entries.search.bm25 import Field, Having, Scores, postings_of
from entries.search.codes import SCALE
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
    found: dict[Form, Scores] = {form: {} for form in wanted}
    for number, *holds in _holding(wanted, candidates, among):
        place = among.place_of(number)
        for form, held in zip(wanted, holds, strict=True):
            if held and place in candidates[form]:
                found[form][place] = candidates[form][place]
    return {form: Having.of([*some], [*some.values()], among.size) for form, some in found.items() if some}


def _least(form: Form, postings: Mapping[str, Having], among: Field) -> Scores:
    """What has all the indexed words of a phrase, with the worth of the one it has least of."""
    lists = [dict(postings.get(stem, ())) for stem in form.stems if stem in postings or stem not in STOP]
    if not lists:
        return dict.fromkeys(range(among.size), SCALE)
    lists.sort(key=len)
    return {place: min(some[place] for some in lists) for place in set(lists[0]).intersection(*lists[1:])}


def _holding(wanted: Sequence[Form], candidates: Mapping[Form, Scores], among: Field) -> Iterable[tuple[int, ...]]:
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
    places = set().union(*(candidates[form] for form in wanted))
    if len(places) <= NAMED_AT_MOST:
        rows = rows.filter(number__in=[among.numbers[place] for place in places])
    else:
        either = Q()
        for condition in conditions:
            either |= condition
        rows = rows.filter(either)
    return rows.values_list("number", *(f"phrase_{n}" for n in range(len(wanted))))
