"""Rich text: the HTML that a section may hold, cleaned; and the one place where text is marked safe."""

import html
import json
import re
from collections.abc import Iterable
from typing import Any

import nh3
from django.utils.safestring import SafeString, mark_safe

TAGS = {
    "p", "br", "strong", "em", "b", "i", "sub", "sup", "a", "ul", "ol", "li", "h3", "h4", "blockquote",
    "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "dl", "dt", "dd", "hr",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href"},
    "ol": {"start", "type"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
_cleaner = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener noreferrer",
    clean_content_tags={"script", "style", "iframe", "object", "svg", "math", "template"},
)
_mark_only = nh3.Cleaner(tags={"mark"}, attributes={}, link_rel=None)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
HEADING_ONE_TO_TWO = re.compile(r"<(/?)h[12]\b[^>]*>", re.I)
HEADING = re.compile(r"<(/?)h([34])>")
# One paragraph or several of nothing but text, as most sections are.
PLAIN = re.compile(r"(?:<p>(?!\s)[^<>&\x00-\x1f\x7f-\xa0\ud800-\udfff]++</p>)+")
EMPTY = re.compile(r"(?:\s|&nbsp;|\u00a0|<br>|<p>(?:\s|&nbsp;|\u00a0|<br>)*</p>)*")
BLOCK_END = re.compile(r"</(?:p|li|h3|h4|td|th|dt|dd|caption|blockquote|tr)>|<br>|<hr>")
TAG = re.compile(r"<[^>]*>")
ITEM = "\0"  # before an item's words while they are made plain; cleaned HTML has none
CHECK_BOX = """\
<div class="nhsuk-checkboxes__item">
<input class="nhsuk-checkboxes__input" id="{field}-{number}" name="{field}" type="checkbox" value="{value}" {checked}><label
class="nhsuk-label nhsuk-checkboxes__label"
for="{field}-{number}"
>{name} <small>({count})</small></label>
</div>"""  # noqa: E501
# Line separators are no line ends in JSON, but were in scripts for long.
IN_SCRIPT = {one: f"\\u{ord(one):04x}" for one in "<>&\u2028\u2029"}


def clean_html(value: str) -> str:
    """`value` with only the tags, attributes and link schemes a section may hold; "" when nothing would be seen.

    Headings of level 1 and 2 become level 3: the page's own headings stand above a section's.
    """
    if PLAIN.fullmatch(value):
        return value  # clean as it stands, which is told at a fraction of the cost
    cleaned = _cleaner.clean(HEADING_ONE_TO_TWO.sub(r"<\1h3>", CONTROL.sub("", value))).strip()
    return "" if EMPTY.fullmatch(cleaned) else cleaned


def clean_line(value: str) -> str:
    """Plain text without control characters, which PostgreSQL and XML refuse."""
    return CONTROL.sub("", value)


def xml_text(value: str) -> str:
    """`value` without what an XML file cannot hold, in whichever way it is written."""
    return NOT_XML.sub("", value)


def trusted(value: str, nested: int = 0) -> SafeString:
    """Cleaned HTML as text that templates do not escape, its headings `nested` levels down.

    Nothing but this module marks text as safe.
    """
    return mark_safe(deeper(clean_html(value), nested))


def trusted_excerpt(value: str) -> SafeString:
    """An excerpt whose only tag is `mark`, as text that templates do not escape."""
    return mark_safe(_mark_only.clean(value))


def in_scrollers(value: SafeString) -> SafeString:
    """Cleaned HTML for a page: each table in a box that scrolls, by keyboard too, so that the page never does."""
    box = '<div class="cb-table-box" role="group" aria-label="Table" tabindex="0"><table>'
    return mark_safe(value.replace("<table>", box).replace("</table>", "</table></div>"))


def one_line(value: SafeString) -> SafeString:
    """Rendered text without line breaks, as safe as it came."""
    return mark_safe(" ".join(value.split()))


def links(pairs: Iterable[tuple[str, str]]) -> SafeString:
    """Names with commas between, each a link to its address; one with the address "" leads nowhere."""
    named = ((html.escape(name), html.escape(url)) for name, url in pairs)
    return mark_safe(", ".join(f'<a href="{url}">{name}</a>' if url else name for name, url in named))


def link_items(rows: Iterable[tuple[str, str, str]]) -> SafeString:
    """Items of a list, each a link and what is said of it: words, address, note or "".

    What an entry's page has many of is made here and not in a template, which took an eighth of the page's time.
    """
    items = (
        f'<li><a href="{html.escape(url)}">{html.escape(words)}</a>'
        + (f"<span>{html.escape(note)}</span></li>" if note else "</li>")
        for words, url, note in rows
    )
    return mark_safe("\n".join(items))


def definitions(rows: Iterable[tuple[str, SafeString]]) -> SafeString:
    """Rows of a list of definitions: a heading, and HTML that is safe already."""
    return mark_safe("\n".join(f"<dt>{html.escape(heading)}</dt><dd>{shown}</dd>" for heading, shown in rows))


def sections(parts: Iterable[tuple[str, str, SafeString]]) -> SafeString:
    """Parts of a story: field, heading or "", and HTML that is safe already.

    No element `section`: a talk of one part has no heading, and a section without one tells nobody what it is.
    """
    headed = (
        (html.escape(name), f'<h2 class="nhsuk-heading-m">{html.escape(heading)}</h2>\n' if heading else "", shown)
        for name, heading, shown in parts
    )
    return mark_safe(
        "\n".join(f'<div class="cb-section" id="{name}">\n{heading}{shown}\n</div>' for name, heading, shown in headed)
    )


def options(values: Iterable[str]) -> SafeString:
    """What a search box may offer, one option each."""
    return mark_safe("".join(f'<option value="{html.escape(value)}"></option>' for value in values))


def check_boxes(values: Iterable[tuple[str, str, str, bool]], field: str) -> SafeString:
    """The values of a form's field as check boxes: slug, name, count in words, and whether it is chosen.

    Fifty are on a page of results: made one by one in a template they took a fifteenth of it.
    """
    boxes = (
        CHECK_BOX.format(
            field=html.escape(field),
            number=number,
            value=html.escape(slug),
            checked="checked" if chosen else "",
            name=html.escape(name),
            count=html.escape(count),
        )
        for number, (slug, name, count, chosen) in enumerate(values, 1)
    )
    return mark_safe("\n".join(boxes))


def json_block(data: Any) -> SafeString:
    """Data for search engines, as an element that a browser never runs. No text in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for one, escaped in IN_SCRIPT.items():
        text = text.replace(one, escaped)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


def deeper(value: str, levels: int = 1) -> str:
    """Cleaned HTML with its headings some levels down, for a page on which the story itself is a section."""
    return HEADING.sub(lambda found: f"<{found[1]}h{int(found[2]) + levels}>", value) if levels else value


def plain_text(value: str) -> str:
    """Words of cleaned HTML, with single spaces between blocks."""
    return " ".join(html.unescape(TAG.sub("", BLOCK_END.sub(" ", value))).split())


def passages(value: str) -> list[str]:
    """The plain text of cleaned HTML, block by block."""
    lines = html.unescape(TAG.sub("", BLOCK_END.sub("\n", value.replace("\n", " ")))).split("\n")
    return [line for one in lines if (line := " ".join(one.split()))]


def passages_and_items(value: str) -> list[tuple[str, bool]]:
    """The same passages, each with whether it begins an item of a list."""
    marked = passages(value.replace("<li>", f"<br>{ITEM}"))
    return [(text, one.startswith(ITEM)) for one in marked if (text := one.removeprefix(ITEM).strip())]


def paragraphs(value: str) -> str:
    """Plain text as HTML: empty lines part paragraphs. Text that already holds block tags is left for cleaning."""
    if re.search(r"<(?:p|ul|ol|h\d|table|br|strong|em|a)\b[^>]*>", value, re.I):
        return value
    blocks = (" ".join(block.split()) for block in re.split(r"\n\s*\n", value.replace("\r\n", "\n")))
    return "".join(f"<p>{html.escape(block, quote=False)}</p>" for block in blocks if block)
