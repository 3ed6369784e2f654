"""Rich text: what gets through cleaning."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries.text.markup import (
    check_boxes,
    clean_html,
    deeper,
    definitions,
    link_items,
    links,
    options,
    paragraphs,
    plain_text,
    sections,
    trusted,
    trusted_excerpt,
)


@pytest.mark.parametrize(
    ("given_html", "cleaned"),
    [
        ("<p>Kept</p><script>alert(1)</script>", "<p>Kept</p>"),
        ('<p onclick="x()" style="color:red" class="MsoNormal">Kept</p>', "<p>Kept</p>"),
        ('<a href="javascript:alert(1)">Kept</a>', '<a rel="noopener noreferrer">Kept</a>'),
        ("<h1>Kept</h1>", "<h3>Kept</h3>"),
        ('<img src=x onerror="y()">', ""),
        ("<p>&nbsp;</p><p><br></p>", ""),
        ("<p>\u2003</p><p> </p>", ""),
        ("a\x00b", "ab"),
    ],
)
def test_only_what_a_section_may_hold_is_kept(given_html: str, cleaned: str) -> None:
    assert clean_html(given_html) == cleaned


@given(st.text())
def test_cleaning_twice_changes_nothing(value: str) -> None:
    assert clean_html(clean_html(value)) == clean_html(value)


def test_headings_go_a_level_down_inside_a_story_on_a_longer_page() -> None:
    assert deeper("<h3>A</h3><p>b</p><h4>C</h4>") == "<h4>A</h4><p>b</p><h5>C</h5>"
    assert trusted("<h3>A</h3><h4>C</h4>", 2) == "<h5>A</h5><h6>C</h6>"


def test_blocks_become_words_with_spaces_between() -> None:
    assert plain_text("<ul><li>one</li><li>two &amp; three</li></ul>") == "one two & three"


def test_empty_lines_part_paragraphs_of_plain_text() -> None:
    assert paragraphs("One < two\nstill one\n\nThree") == "<p>One &lt; two still one</p><p>Three</p>"


def test_trusted_text_has_been_cleaned() -> None:
    assert str(trusted("<p>a</p><script>b</script>")) == "<p>a</p>"


def test_an_excerpt_keeps_only_marks() -> None:
    assert str(trusted_excerpt("<mark>a</mark> <b>b</b>")) == "<mark>a</mark> b"


def test_names_are_links_where_they_lead_somewhere_and_never_more_than_text() -> None:
    found = links([("Rest & sleep", "/themes/rest/"), ("<b>Nowhere</b>", ""), ("Out", '/"><script>')])
    assert found == (
        '<a href="/themes/rest/">Rest &amp; sleep</a>, &lt;b&gt;Nowhere&lt;/b&gt;, '
        '<a href="/&quot;&gt;&lt;script&gt;">Out</a>'
    )


def test_an_option_holds_no_more_than_its_text() -> None:
    assert options(["Rest", '"><script>']) == (
        '<option value="Rest"></option><option value="&quot;&gt;&lt;script&gt;"></option>'
    )


def test_links_as_items_hold_no_more_than_their_texts() -> None:
    found = link_items([("Rest & <b>", '/x/?a="b"&c', ""), ("Sleep", "/sleep/", "also <i>")])
    assert found == (
        '<li><a href="/x/?a=&quot;b&quot;&amp;c">Rest &amp; &lt;b&gt;</a></li>\n'
        '<li><a href="/sleep/">Sleep</a><span>also &lt;i&gt;</span></li>'
    )


def test_definitions_escape_the_heading_and_keep_what_is_safe() -> None:
    found = definitions([("Theme <b>", links([("A & B", "/a/")]))])
    assert found == '<dt>Theme &lt;b&gt;</dt><dd><a href="/a/">A &amp; B</a></dd>'


def test_a_section_without_a_heading_has_none() -> None:
    found = sections([("aims", "What & why", trusted("<p>x</p>")), ('"><b>', "", trusted("<p>y</p>"))])
    first, last = found.split("</div>\n")
    assert first == '<div class="cb-section" id="aims">\n<h2 class="nhsuk-heading-m">What &amp; why</h2>\n<p>x</p>\n'
    assert last == '<div class="cb-section" id="&quot;&gt;&lt;b&gt;">\n<p>y</p>\n</div>'


def test_check_boxes_are_numbered_and_hold_no_more_than_their_texts() -> None:
    found = check_boxes([("rest", "Rest & sleep", "1,204", True), ('"><b>', "<i>", "0", False)], "theme")
    assert re.findall(r'<input [^>]* id="([^"]*)" name="theme" type="checkbox" value="([^"]*)" (\w*)>', found) == [
        ("theme-1", "rest", "checked"),
        ("theme-2", "&quot;&gt;&lt;b&gt;", ""),
    ]
    assert re.findall(r'for="([^"]*)"\n>(.*)</label>', found) == [
        ("theme-1", "Rest &amp; sleep <small>(1,204)</small>"),
        ("theme-2", "&lt;i&gt; <small>(0)</small>"),
    ]


@given(st.lists(st.text(st.sampled_from("aé >&;\u00a0\u2003\ufeff\x00\r\n"), max_size=6), min_size=1, max_size=3))
def test_paragraphs_of_nothing_but_text_are_cleaned_like_all_others(texts: list[str]) -> None:
    value = "".join(f"<p>{text}a</p>" for text in texts)
    assert clean_html(f"{value}<hr>") == f"{clean_html(value)}<hr>"
