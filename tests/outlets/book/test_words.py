"""Text for a file: what is left out, where lines may break, and where links lead."""

import pytest

from entries.outlets.book.words import BREAK, address, breakable, is_seen, printable, unknown

BASE = "https://casebook.example/entries/rooms/"


def test_what_has_no_form_is_left_out() -> None:
    assert printable("a\x00b\u202ec\ufeffd\ufffee\ud800f") == "abcdef"
    assert printable("a\nb\u2028c\td") == "a b c d"
    assert printable("Ysbyty Gwynedd, ŵ £ é \u00a0 “x”") == "Ysbyty Gwynedd, ŵ £ é \u00a0 “x”"


def test_a_long_word_may_break_after_its_marks_and_nothing_is_lost() -> None:
    word = "children.and.young.people@families.anyshire.example"
    assert breakable(word).split(BREAK)[0] == "children."
    assert breakable(word).replace(BREAK, "") == word
    assert breakable("short words stay") == "short words stay"


def test_what_only_steers_is_not_seen() -> None:
    assert not is_seen(" \u200b\u00ad")
    assert is_seen("\u200b.")


def test_characters_without_a_font_are_found() -> None:
    assert list(unknown("a 漢 é ✓ \u200d 🎉 سلام \ue000")) == ["漢", "\ue000"]


@pytest.mark.parametrize(
    ("href", "leads_to"),
    [
        ("/about/", "https://casebook.example/about/"),
        ("#aims", "https://casebook.example/entries/rooms/#aims"),
        ("https://x.example/a b?q=é#c d", "https://x.example/ab?q=%C3%A9#cd"),
        ("https://x.example/100%", "https://x.example/100%25"),
        ("https://x.example/%41[b]", "https://x.example/%41%5Bb%5D"),
        ("mailto:a@x.example", "mailto:a@x.example"),
        ("mailto:#a", "mailto:%23a"),
        ("mailto:", ""),
        ("javascript:alert(1)", ""),
        ("http://[x", ""),
        ("http:///a", ""),
        ("http://x.example:99999/", ""),
        ("http://é.example/", ""),
    ],
)
def test_a_link_is_an_absolute_address_or_none(href: str, leads_to: str) -> None:
    assert address(href, BASE) == leads_to
