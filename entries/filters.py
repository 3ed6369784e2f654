"""The parameters of `/entries/`: which there are, how each is checked, and how a selection is written back."""

import re
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django_filters import ChoiceFilter, Filter, FilterSet

from entries.library.selection import FACETS, SORTS, Selection

LONGEST_WORDS = 2000
# One more than the longest slug there can be: a value cut here still matches nothing.
LONGEST_SLUG = 121
FAR_PAST_THE_END = 10**9
# Those that turn the direction of text would turn our own beside it too.
CONTROL = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
PAGE_SIZE = Selection().page_size


class BadParameter(ValueError):
    """A parameter that strict reading refuses: its name, and what it takes."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"{name}: {message}")
        self.name, self.message = name, message


class WordsField(forms.CharField):
    """Search words: control characters become spaces, and only so many characters are used."""

    def to_python(self, value: Any) -> str:
        """The words, in single spaces."""
        return " ".join(CONTROL.sub(" ", str(value or "")[:LONGEST_WORDS]).split())


class SlugsField(forms.Field):
    """Slugs as asked for, each once. Unknown ones stay: the library says which it does not know."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> tuple[str, ...]:
        """The slugs in the order given; what no slug can be is kept as something that matches nothing."""
        # A control character is replaced, not dropped: without it the rest might be a slug that nobody asked for.
        asked = (CONTROL.sub("\ufffd", one.strip()[:LONGEST_SLUG]) for one in value or ())
        return tuple(dict.fromkeys(one for one in asked if one))


class PageField(forms.Field):
    """A page number that is never wrong: not a number or below 1 is 1, and far too many digits are past the end."""

    def to_python(self, value: Any) -> int:
        """The number of the page."""
        found = re.fullmatch(r"([+-]?)0*([0-9]+)", str(value or "").strip())
        if not found or found[1] == "-":
            return 1
        return max(1, int(found[2])) if len(found[2]) < 10 else FAR_PAST_THE_END


class Words(Filter):
    """The `q` parameter."""

    field_class = WordsField


class Slugs(Filter):
    """A repeatable parameter."""

    field_class = SlugsField


class Page(Filter):
    """The `page` parameter."""

    field_class = PageField


class PageSize(Filter):
    """The `page_size` parameter, which only JSON has."""

    field_class = forms.IntegerField


class EntryFilters(FilterSet):
    """The parameters; the library does the filtering, so no query is built here."""

    q = Words(label="Words")
    care_group = Slugs(label=FACETS["care_group"])
    theme = Slugs(label=FACETS["theme"])
    kind = Slugs(label=FACETS["kind"])
    outcome = Slugs(label=FACETS["outcome"])
    edition = Slugs(label=FACETS["edition"])
    organisation = Slugs(label=FACETS["organisation"])
    region = Slugs(label=FACETS["region"])
    sort = ChoiceFilter(choices=[(name, name) for name in SORTS], label="Sort by")
    page = Page(label="Page")
    page_size = PageSize(label="Page size", min_value=1, max_value=100)


@cache
def _fields() -> dict[str, forms.Field]:
    """The form field of each parameter, as django-filter makes it.

    Made once: a field keeps nothing of what it checks, and a FilterSet copies all of them for every request.
    """
    return {name: one.field for name, one in EntryFilters.base_filters.items()}


def _checked(data: QueryDict) -> tuple[dict[str, Any], dict[str, str]]:
    """What the parameters say, checked, and what is wrong with those that cannot be read."""
    found, wrong = {}, {}
    for name, field in _fields().items():
        try:
            found[name] = field.clean(field.widget.value_from_datadict(data, {}, name))
        except forms.ValidationError as error:
            wrong[name] = TAKES.get(name) or error.messages[0]
    return found, wrong


def selection_of(data: QueryDict, *, strict: bool = False) -> Selection:
    """What the parameters ask for; what cannot be read takes its default.

    With `strict`, an unknown `sort` or a `page_size` outside 1 to 100 raises BadParameter; without, `page_size` is
    no parameter at all.
    """
    found, wrong = _checked(data)
    if strict and wrong:
        raise BadParameter(*next(iter(wrong.items())))
    return Selection(
        q=found["q"],
        **{facet: found[facet] for facet in FACETS},
        sort=found.get("sort") or "",
        page=found["page"],
        page_size=(found.get("page_size") or PAGE_SIZE) if strict else PAGE_SIZE,
    )


TAKES = {"sort": f"It takes {', '.join(SORTS[:-1])} or {SORTS[-1]}.", "page_size": "It takes a number from 1 to 100."}


def more_of(data: QueryDict) -> tuple[str, ...]:
    """The facets of which the reader asked to see every value: a matter of the page, not of the selection."""
    asked = set(data.getlist("more"))
    return tuple(facet for facet in FACETS if facet in asked)


def sort_asked(selection: Selection) -> str:
    """The order when it is another one than the default, else ""."""
    if not selection.sort or selection.order == replace(selection, sort="").order:
        return ""
    return selection.order


def query_of(selection: Selection, *, more: tuple[str, ...] = (), **changes: Any) -> str:
    """The selection with `changes` as a query string: always in one order, and only what is not the default.

    A change leads back to the first page unless it names one. "" when nothing is left to say.
    """
    changes = {"page": 1} | changes if changes else {}
    wanted = replace(selection, **changes) if changes else selection
    pairs = [("q", wanted.q)] if wanted.q else []
    pairs += [(facet, slug) for facet in FACETS for slug in wanted.chosen(facet)]
    if sort := sort_asked(wanted):
        pairs.append(("sort", sort))
    if wanted.page != 1:
        pairs.append(("page", str(wanted.page)))
    if wanted.page_size != PAGE_SIZE:
        pairs.append(("page_size", str(wanted.page_size)))
    return urlencode([*pairs, *(("more", facet) for facet in FACETS if facet in more)])
