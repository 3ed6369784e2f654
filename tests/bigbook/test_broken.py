"""A broken file gives one message with file, entry and field, and nothing of it is saved."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from entries.bigbook import Broken, load
from entries.library import version
from entries.models import Entry, LoadRecord, Organisation
from tests.bigbook.making import Rows, find, row, rows, write

pytestmark = pytest.mark.django_db

Spoil = Callable[[Rows], Any]


def entry(**fields: Any) -> Spoil:
    """Spoil the published entry."""
    return lambda content: find(content, "entry", key="fewer-falls").update(fields)


def other(model: str, **fields: Any) -> Spoil:
    """Spoil the first row of another table."""
    return lambda content: find(content, model).update(fields)


def more(model: str, **fields: Any) -> Spoil:
    """Add a row."""
    return lambda content: content.append(row(model, **fields))


def lost(model: str, name: str) -> Spoil:
    """Take a field from the first row of a table."""
    return lambda content: find(content, model).pop(name)


FALLS = "entry “fewer-falls”"
CASES: dict[str, tuple[Spoil, str, str, str]] = {
    "unknown field": (entry(colour="red"), FALLS, "colour", "no such field"),
    "unknown table": (more("secret", key="a"), "object 22", "model", "entries.secret"),
    "Django's table": (lambda c: c.append({"model": "auth.group", "fields": {}}), "object 22", "model", "auth.group"),
    "no fields": (lambda c: c.append({"model": "entries.entry"}), "object 22", "", "“fields”"),
    "a pk": (lambda c: c.append(row("theme", slug="a", name="A") | {"pk": 7}), "object 22", "pk", "keys"),
    "missing team": (other("entryteam", team=["nobody"]), FALLS, "team", "“nobody”"),
    "missing tag": (other("entrytheme", tag=["nothing"]), FALLS, "tag", "“nothing”"),
    "missing contact": (entry(contact=["nobody"]), FALLS, "contact", "“nobody”"),
    "missing edition": (entry(edition=["1999-00"]), FALLS, "edition", "“1999-00”"),
    "missing organisation": (other("team", organisation=["nowhere"]), "team “falls”", "organisation", "“nowhere”"),
    "missing entry of a row": (other("quote", entry=["gone"]), "entry “gone”, quote “nurse”", "entry", "file"),
    "reference not in a list": (entry(contact="falls-mailbox"), FALLS, "contact", "reference"),
    "key twice": (lambda c: c.append(dict(c[7])), FALLS, "key", "objects 8 and 22"),
    "no key": (lost("entry", "key"), FALLS, "key", "missing"),
    "no title": (lost("entry", "title"), FALLS, "title", "blank"),
    "no organisation": (lost("team", "organisation"), "team “falls”", "organisation", "missing"),
    "no date of an update": (lost("update", "date"), "update “year-on”", "date", "null"),
    "published without a team": (lambda c: c.remove(c[9]), FALLS, "teams", "no team"),
    "published without a moment": (lost("edition", "publishes_at"), FALLS, "published_at", "missing"),
    "script": (entry(aims="<p>Hello</p><script>alert(1)</script>"), FALLS, "aims", "<script>"),
    "style": (entry(aims="<style>p{}</style>"), FALLS, "aims", "<style>"),
    "frame": (entry(results="<iframe src='https://a.example'></iframe>"), FALLS, "results", "<iframe>"),
    "event attribute": (entry(aims='<p onclick="x()">Hello</p>'), FALLS, "aims", "onclick"),
    "script in a link": (entry(aims='<a href="java&#115;cript:x">Hello</a>'), FALLS, "aims", "javascript:"),
    "picture in text": (entry(aims='<p><img src="a.png"></p>'), FALLS, "aims", "<img>"),
    "script in an update": (other("update", text="<script></script>"), "update “year-on”", "text", "<script>"),
    "wrong date": (entry(period_start="2024-02-30"), FALLS, "period_start", "2024-02-30"),
    "wrong moment": (entry(published_at="soon"), FALLS, "published_at", "soon"),
    "not a choice": (entry(kind="poem"), FALLS, "kind", "poem"),
    "status not a choice": (entry(status="live"), FALLS, "status", "live"),
    "too long": (entry(title="x" * 201), FALLS, "title", "200"),
    "file name too long": (other("picture", file="x" * 101), "picture “ward”", "file", "100"),
    "number too large": (entry(position=2**31), FALLS, "position", "too large"),
    "number as text": (entry(position="first"), FALLS, "position", "wrong type"),
    "text as list": (entry(summary=["a"]), FALLS, "summary", "text"),
    "address not allowed": (entry(slug="print"), FALLS, "slug", "print"),
    "address of another": (entry(slug="lights"), "lights", "slug", "already exists"),
    "period the wrong way round": (entry(period_end="2023-01-01"), FALLS, "period_end", "before"),
    "outcome without a Book": (entry(edition=None, published_at="2025-01-01"), FALLS, "outcome", "Book"),
    "file and link": (other("resource", file="a.pdf"), "resource “guide”", "", "file or a link"),
    "decorative with words": (other("picture", decorative=True), "picture “ward”", "alt", "decorative"),
    "picture that is not there": (lost("picture", "width"), "picture “ward”", "file", "media files"),
    "not an e-mail address": (other("contact", mailbox="falls"), "contact “falls-mailbox”", "mailbox", "email"),
    "name of another": (
        more("team", key="b", slug="b", name="Falls Team", organisation=["anyshire"]), "team “b”", "", "exists"),
    "its own successor": (other("organisation", successor=["anyshire"]), "organisation “anyshire”", "", "successor"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_broken_row_is_named_and_nothing_is_saved(case: str, tmp_path: Path) -> None:
    spoil, where, field, words = CASES[case]
    content = rows()
    spoil(content)
    with pytest.raises(Broken) as broken:
        load(write(tmp_path, content))
    assert (broken.value.file, broken.value.field) == ("book.json", field)
    assert where in broken.value.row
    assert words in broken.value.message
    assert not Organisation.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[{"model":\n }]', "line 2, column 2"),
        ("", "line 1, column 1"),
        ("{}", "one list"),
        ('[{"model": "entries.theme", "fields": {"slug": "a", "slug": "b"}}]', "“slug” stands twice"),
        ("[" * 100_000, "nested"),
        ("[7]", "object"),
    ],
)
def test_what_is_no_big_book_is_refused(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(Broken, match=words):
        load(write(tmp_path, text))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Broken, match=r"none\.json: cannot be read"):
        load(tmp_path / "none.json")


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    path.write_bytes('[{"model": "é"}]'.encode("latin-1"))
    with pytest.raises(Broken, match="byte 13"):
        load(path)


def test_a_broken_change_leaves_what_was_loaded(tmp_path: Path) -> None:
    content = rows()
    load(write(tmp_path, content))
    before = version.current(), list(Entry.objects.values()), list(LoadRecord.objects.values())
    find(content, "organisation")["name"] = "Changed"
    entry(slug="lights")(content)
    with pytest.raises(Broken):
        load(write(tmp_path, content))
    assert (version.current(), list(Entry.objects.values()), list(LoadRecord.objects.values())) == before
    assert Organisation.objects.get().name == "Anyshire Partnership"


def test_an_address_that_was_anothers_is_refused(tmp_path: Path) -> None:
    content = rows()
    load(write(tmp_path, content))
    find(content, "entry", key="lights")["slug"] = "night-lights"
    load(write(tmp_path, content))
    find(content, "entry", key="fewer-falls")["slug"] = "lights"
    with pytest.raises(Broken) as broken:
        load(write(tmp_path, content))
    assert (broken.value.field, "still leads there" in broken.value.message) == ("slug", True)


def test_harmless_markup_is_tidied_and_loads(tmp_path: Path) -> None:
    content = rows()
    entry(aims='<div class="x"><h1>Why</h1><p style="color:red">Because.</p></div>')(content)
    load(write(tmp_path, content))
    assert Entry.objects.get(key="fewer-falls").aims == "<h3>Why</h3><p>Because.</p>"
