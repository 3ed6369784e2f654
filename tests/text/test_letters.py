"""A mail's text filled in and made into simple HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries.text.letters import as_html, fill, wrong_places


def body(text: str) -> str:
    return as_html(text).partition("<body>\n")[2].removesuffix("\n</body>\n</html>\n")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One.\nTwo.\n\nThree.", "<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>"),
        ("See:\n- a\n  more\n- b", "<p>See:</p>\n<ul><li>a<br>more</li><li>b</li></ul>"),
        ("- a\nEnd", "<ul><li>a</li></ul>\n<p>End</p>"),
        ("<b>&\"'", "<p>&lt;b&gt;&amp;&quot;&#x27;</p>"),
        ("(https://a.example/?b=1&c=2).", '<p>(<a href="https://a.example/?b=1&amp;c=2">https://a.example/?b=1&amp;c=2</a>).</p>'),
        ("<b> http://a.example/ <i>", '<p>&lt;b&gt; <a href="http://a.example/">http://a.example/</a> &lt;i&gt;</p>'),
        ("javascript:alert(1)", "<p>javascript:alert(1)</p>"),
    ],
)  # fmt: skip
def test_paragraphs_lists_and_links(text: str, html: str) -> None:
    assert body(text) == html


@given(st.text())
def test_no_text_brings_a_tag_of_its_own(text: str) -> None:
    made = body(text)
    for tag in ("<p>", "</p>", "<ul>", "</ul>", "<li>", "</li>", "<br>", "</a>"):
        made = made.replace(tag, "")
    assert made.count("<") == made.count('<a href="http')


def test_places_are_filled_once() -> None:
    assert fill("{a} and {b}, {a}", {"a": "{b}", "b": "2"}) == "{b} and 2, {b}"


@pytest.mark.parametrize(
    ("text", "wrong"), [("{a}", ()), ("{b} {b} {a}", ("{b}",)), ("}", ("}",)), ("{a", ("{",)), ("{ a }", ("{ a }",))]
)
def test_wrong_places_are_named_as_written(text: str, wrong: tuple[str, ...]) -> None:
    assert wrong_places(text, ["a"]) == wrong
