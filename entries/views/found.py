"""What "Find a project" says was found: how many have all the words and how many some, and other spellings."""

from dataclasses import dataclass

from django.utils.text import Truncator

from entries.library.selection import Selection
from entries.library.shapes import Card, Results
from entries.search import parse
from entries.search.query import PART, QUOTES
from entries.search.terms import read
from entries.text.wording import counted
from entries.views.links import Link, address

LONGEST_WORDS_SHOWN = 120
SOME_WORDS = "some-words"  # the heading over what has only some of the words


@dataclass(frozen=True, slots=True)
class Spelling:
    """Other words than the reader's: those that were looked for instead, with the way back, or those to try."""

    other: Link
    back: Link | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The words over the cards and between them.

    `title` says the same as `headline` for a place where the words typed are not beside it. `also` leads to what has
    only some of the words; `note` is for a reader whose text has no words. `full` are the cards with all the words,
    `partly` the others, under the heading `more` ("" when nothing has all of them).
    """

    headline: str
    title: str
    also: Link | None
    note: str
    spelling: Spelling | None
    full: tuple[Card, ...]
    partly: tuple[Card, ...]
    more: str


def found_of(results: Results, selection: Selection, more: tuple[str, ...]) -> Found:
    """What to say of a page of results."""
    text = results.corrected or selection.q
    asked = bool(results.words) or bool(parse(text).excluded)
    words = _all_of(results, text)
    headline = _headline(results, text if asked else "", words)
    begun = min(max(0, results.count - results.first + 1), len(results.cards))  # how many here have all the words
    return Found(
        headline=headline,
        title=_title(results, words) or headline,
        also=_also(results, selection, more, begun),
        note=f"There are no words to look for in “{_short(text)}”." if text and not asked else "",
        spelling=_spelling(results, selection, more),
        full=results.cards[:begun],
        partly=results.cards[begun:],
        more=_heading(results, begun),
    )


def _all_of(results: Results, text: str) -> tuple[str, ...]:
    """The words that all must be there, when there are several and nothing else is asked for; else ()."""
    if any(part["minus"] for part in PART.finditer(text)):
        return ()
    # Words that say nothing (`how`, `to`) need not be there.
    saying = [word for word in results.words if " " in word or read(word.strip(QUOTES)).terms]
    words: dict[str, str] = {}
    for word in saying or results.words:
        words.setdefault(word.casefold(), word)
    return tuple(words.values()) if len(words) > 1 else ()


def _headline(results: Results, text: str, words: tuple[str, ...]) -> str:
    """What was found: 3 projects for “sepsis”."""
    if results.count and words:
        use = "uses" if results.count == 1 else "use"
        return f"{counted(results.count, 'project')} {use} all of: {_short(', '.join(words))}"
    if results.count:
        return counted(results.count, "project") + _quoted(text)
    with_filters = " with these filters" if results.chips else ""
    if results.count_any:
        these = "This one uses" if results.count_any == 1 else f"These {results.count_any:,} use"
        return f"Nothing{with_filters} uses all of these words. {these} some of them"
    return f"No projects{_quoted(text)}{with_filters}"


def _title(results: Results, words: tuple[str, ...]) -> str:
    """The headline with the words in it, where it has none."""
    if results.count or not results.count_any:
        return ""
    use = "uses" if results.count_any == 1 else "use"
    return f"{counted(results.count_any, 'project')} {use} some of: {_short(', '.join(words or results.words))}"


def _also(results: Results, selection: Selection, more: tuple[str, ...], begun: int) -> Link | None:
    """The way to what has only some of the words, on this page or where it begins."""
    some = results.count_any - results.count
    if not results.count or not some:
        return None
    page = results.count // results.page_size + 1
    here = begun < len(results.cards)
    url = "" if here else address(selection, more, page=page)
    return Link(f"Also {some:,} with some of these words", f"{url}#{SOME_WORDS}")


def _heading(results: Results, begun: int) -> str:
    if not results.count or begun == len(results.cards):
        return ""
    if results.first > results.count + 1:  # they began on a page before
        return "With some of these words"
    return f"{results.count_any - results.count:,} more with some of these words"


def _spelling(results: Results, selection: Selection, more: tuple[str, ...]) -> Spelling | None:
    if results.corrected:
        back = Link(_short(selection.q), address(selection, more, q=_as_typed(selection.q)))
        return Spelling(Link(_short(results.corrected), address(selection, more, q=results.corrected)), back)
    if results.suggestion:
        return Spelling(Link(_short(results.suggestion), address(selection, more, q=results.suggestion)))
    return None


def _as_typed(text: str) -> str:
    """The same words in quotes, which are looked for as they are."""
    return " ".join(
        part[0] if part["minus"] or part["quoted"] is not None else f'"{part[0]}"' for part in PART.finditer(text)
    )


def _quoted(text: str) -> str:
    """The words as a reader is shown them; what is in quotes has its own."""
    if not text:
        return ""
    return f" for {_short(text)}" if any(mark in text for mark in QUOTES) else f" for “{_short(text)}”"


def _short(text: str) -> str:
    return Truncator(text).chars(LONGEST_WORDS_SHOWN)
