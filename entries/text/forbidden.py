"""Markup that may not stand in a file of ours: hostile, or what cleaning takes out and its writer would miss."""

import re
from html.parser import HTMLParser

TAGS = {
    "script", "style", "iframe", "frame", "object", "embed", "applet", "svg", "math", "template", "form", "input",
    "button", "textarea", "select", "link", "meta", "base", "img", "picture", "video", "audio", "source", "canvas",
}  # fmt: skip
ADDRESSES = {"href", "src", "action", "formaction", "xlink:href", "background", "poster"}
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
SCHEMES = {"http", "https", "mailto", "tel"}
# Browsers skip these when they read a scheme.
SKIPPED = re.compile(r"[\x00-\x20]+")


def forbidden(value: str) -> str:
    """The first thing in rich text that may not be there, in words; "" when there is none."""
    if "<" not in value:
        return ""
    finder = _Finder(convert_charrefs=False)
    finder.feed(value)
    finder.close()
    return finder.found


class _Finder(HTMLParser):
    found = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.found:
            self.found = _in_tag(tag, attrs)


def _in_tag(tag: str, attributes: list[tuple[str, str | None]]) -> str:
    if tag in TAGS:
        return f"<{tag}>"
    for name, value in attributes:
        if name.startswith("on"):
            return f"the event attribute “{name}”"
        scheme = SCHEME.match(SKIPPED.sub("", value or "")) if name in ADDRESSES else None
        if scheme and scheme[1].lower() not in SCHEMES:
            return f"a link to “{scheme[1].lower()}:”"
    return ""
