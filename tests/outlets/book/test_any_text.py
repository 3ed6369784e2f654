"""Any text comes out as it went in, or is refused by entry and field: it is never read as markup."""

import re
import unicodedata
from collections import Counter
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entries.outlets.book import FORMATS, NotMade
from entries.outlets.book.words import UNSEEN, printable
from entries.text.markup import clean_line
from tests.outlets.book import epubs, pdfs, shapes

TYPST = '#panic("x") $x^2$ *b* _i_ `raw` <label> @ref #import "a.typ" \\u{41} // c /* d */ = H - l + e ~ -- ... "q" [c]'
XML = "<!DOCTYPE x [<!ENTITY e 'x'>]>&e; ]]> <![CDATA[x]]> <?php ?> </p></body> &#0; &amp; <script>x</script> <!-- -->"
CONTROL = "a\x00b\x07c\x1bd\x7fe\x85f\u2028g\u2029h\ufeffi\ufffej\ufdd0k\u202el\u2066m"
LEFTWARDS = "مرحبا بالعالم 123 (نص) שלום עולם"
LONG = " ".join(f"word{n}" for n in range(5000))
UNBROKEN = "x" * 4000
EMOJI = "👩\u200d💻 👍🏽 🇬🇧 1️⃣ ❤️ e\u0301 a\u00adb"
SMALL = ["", " ", "\u200b", "-", "“", "a\nb\r\n\tc", "\\", '"', "#", "'", "%%", "{{x}}"]
AWKWARD = [TYPST, XML, CONTROL, LEFTWARDS, EMOJI, *SMALL]
ROWS = [f"<tr>{''.join(f'<td>c{row}x{n}</td>' for n in range(40))}</tr>" for row in range(3)]
WIDE = f"<table><tr>{''.join(f'<th>h{n}</th>' for n in range(40))}</tr>{''.join(ROWS)}</table>"
MARKUP = [
    WIDE,
    "<ul><li>" * 60 + "deep" + "</li></ul>" * 60,
    "<table><tr><td colspan=999 rowspan=999>a</td></tr><tr><td>b</td></tr></table>",
    "<h4>a</h4><h3>b</h3>",
    "<a href='javascript:x'>a</a><a href='x y'>b</a><a href='http://[x'>c</a><a href='//x.example:99999'>d</a>",
    "<dl><dd>a</dd><dt>b</dt><dt>c</dt><dd><ul><li>d</li></ul></dd></dl>",
    "<b><p>a</p><table><td>b</table></b>",
    "<blockquote><blockquote><h3>a</h3></blockquote></blockquote><hr>",
    "<ol start=7 type=i><li>a</ol><li>b</li>",
    "<table><caption>a</caption><thead></thead><tbody></tbody></table><p>b</p>",
    "<sub>a</sub><sup>b</sup><em><br></em>",
]
TAGS = "p br strong em a ul ol li h3 h4 blockquote table caption thead tbody tr th td dl dt dd hr"
european = st.text(st.characters(max_codepoint=0x24F), max_size=80)
texts = st.one_of(st.sampled_from(AWKWARD), st.text(max_size=60), european)
tag = st.sampled_from(TAGS.split(" "))
piece = st.one_of(tag.map("<{}>".format), tag.map("</{}>".format), st.sampled_from("abc "))
markup = st.one_of(
    st.sampled_from(MARKUP),
    texts.map(lambda text: f"<p>{escape(text)}</p>"),
    st.lists(piece, max_size=25).map("".join),
)
NAMES = ["typst", "xml", "control", "leftwards", "emoji", "long", "unbroken"]
some = settings(max_examples=40, deadline=None)


def bare(text: str) -> str:
    """The text without what cannot be seen, and without hyphens, which a line's end may take."""
    seen = (one for one in unicodedata.normalize("NFKD", text) if not any(a <= ord(one) <= b for a, b in UNSEEN))
    return pdfs.without_spaces("".join(seen))


def missing(text: str, told: str) -> str:
    """The letters of the text that were not told: in order, or any order where letters go leftwards."""
    text, told = bare(printable(clean_line(text))), bare(told)
    if any(unicodedata.bidirectional(one) in ("R", "AL", "AN") for one in text):
        lost = Counter(one for one in text if one.isalnum()) - Counter(told)
        return "".join(lost.elements())
    return "" if text in told else text


def words_in(ending: str, made: bytes) -> str:
    """The words of a file, which must be one that can be read."""
    if ending == "epub":
        return " ".join(epubs.words(page) for page in epubs.pages(made).values())
    assert pdfs.opened(made).Root.MarkInfo.Marked
    return " ".join(pdfs.pages(made, *pdfs.BODY))


@pytest.mark.parametrize("ending", FORMATS)
@some
@given(line=texts, html=markup)
def test_any_text_is_in_the_file_or_is_refused_by_entry_and_field(ending: str, line: str, html: str) -> None:
    contents = shapes.book_of(shapes.story(html, line), shapes.card("two", "Two", summary=line))
    try:
        made = FORMATS[ending].make(contents)
    except NotMade as error:
        refused = str(error)
    else:
        refused = ""
        assert missing(line, words_in(ending, made)) == ""
    assert not refused or (ending == "pdf" and re.match("“(One|Two)”, ", refused)), refused


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("text", [TYPST, XML, CONTROL, LEFTWARDS, EMOJI, LONG, UNBROKEN], ids=NAMES)
def test_awkward_text_comes_out_as_it_went_in(ending: str, text: str) -> None:
    told = words_in(ending, FORMATS[ending].make(shapes.book_of(shapes.story(f"<p>{escape(text)}</p>", text[:3000]))))
    assert missing(text, told) == ""


@pytest.mark.parametrize("ending", FORMATS)
def test_a_table_of_forty_columns_has_all_its_cells(ending: str) -> None:
    told = words_in(ending, FORMATS[ending].make(shapes.book_of(shapes.story(WIDE, "A line"))))
    cells = [f"h{n}" for n in range(40)] + [f"c{row}x{n}" for row in range(3) for n in range(40)]
    assert [cell for cell in cells if cell not in told] == []


@pytest.mark.parametrize("ending", FORMATS)
def test_a_title_may_be_anything(ending: str) -> None:
    for text in (TYPST[:200], XML[:200], UNBROKEN[:200], LEFTWARDS):
        told = shapes.story("<p>a</p>", "x", card=shapes.card("one", text))
        said = shapes.rich(f"<p>{escape(text)}</p>")
        contents = shapes.book_of(told, title=text, organisation_short=text, foreword=said)
        assert missing(text, words_in(ending, FORMATS[ending].make(contents))) == ""


def test_epubcheck_has_nothing_to_say_of_any_of_it() -> None:
    line = " ".join((TYPST, XML, CONTROL, LEFTWARDS, EMOJI))
    html = "".join([*MARKUP, *(f"<p>{escape(text)}</p>" for text in (*AWKWARD, UNBROKEN))])
    made = FORMATS["epub"].make(shapes.book_of(shapes.story(html, line), shapes.card("two", line, summary=line)))
    assert epubs.messages(made) == []


def test_a_character_without_a_font_is_told_by_entry_and_field() -> None:
    told = shapes.story("<p>a</p>", "x", card=shapes.card("one", "Signs", summary="A sign: 𓀀"))
    with pytest.raises(NotMade, match=r"^“Signs”, summary: no font of the Book has the character “𓀀” \(U\+13000\)"):
        FORMATS["pdf"].make(shapes.book_of(told))
