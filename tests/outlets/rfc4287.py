"""A checker of Atom feeds: what RFC 4287 says a feed must be, as far as a file alone can tell."""

import re
from collections import Counter
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

ATOM = "{http://www.w3.org/2005/Atom}"
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
ONE = {"id", "title", "updated"}
AT_MOST_ONE = {
    "feed": {"generator", "icon", "logo", "rights", "subtitle"},
    "entry": {"content", "published", "rights", "source", "summary"},
}
ANY = {"feed": {"author", "category", "contributor", "entry", "link"}, "entry": {"author", "category", "contributor",
       "link"}}  # fmt: skip


def faults(xml: bytes) -> list[str]:
    """What is wrong with a feed; empty when it is valid."""
    feed = ElementTree.fromstring(xml)
    if feed.tag != f"{ATOM}feed":
        return [f"4.1.1: the document element is {feed.tag}"]
    entries = feed.findall(f"{ATOM}entry")
    found = container(feed, "feed")
    for entry in entries:
        found += container(entry, "entry")
        if feed.find(f"{ATOM}author") is None and entry.find(f"{ATOM}author") is None:
            found.append("4.1.1: neither the feed nor the entry has an author")
    ids = Counter(entry.findtext(f"{ATOM}id") for entry in entries)
    return found + [f"4.1.1: {times} entries are called {one}" for one, times in ids.items() if times > 1]


def container(element: Element, kind: str) -> list[str]:
    """What is wrong with a feed's or an entry's own elements."""
    children = [child for child in element if child.tag.startswith(ATOM)]
    counts = Counter(child.tag.removeprefix(ATOM) for child in children)
    found = [f"4.1: {kind} has {counts[name]} {name}" for name in ONE if counts[name] != 1]
    found += [f"4.1: {kind} has {counts[name]} {name}" for name in AT_MOST_ONE[kind] if counts[name] > 1]
    found += [f"4.1: {kind} holds {name}" for name in set(counts) - ONE - AT_MOST_ONE[kind] - ANY[kind]]
    alternates = Counter(
        (child.get("type"), child.get("hreflang"))
        for child in element.findall(f"{ATOM}link")
        if child.get("rel", "alternate") == "alternate"
    )
    found += [f"4.1: {kind} has {times} alternates of one type" for times in alternates.values() if times > 1]
    if kind == "entry" and not counts["content"] and not alternates:
        found.append("4.1.2: an entry without content has no alternate")
    return found + [fault for child in children for fault in single(child)]


def single(element: Element) -> list[str]:
    """What is wrong with one element."""
    name, text = element.tag.removeprefix(ATOM), element.text or ""
    match name:
        case "id":
            good = bool(urlsplit(text).scheme) and not re.search(r"[\s<>\"{}|\\^`]", text)
            return [] if good else [f"4.2.6: {text!r} is no IRI"]
        case "updated" | "published":
            return [] if DATE.fullmatch(text) else [f"3.3: {text!r} is no date"]
        case "title" | "subtitle" | "summary" | "rights" | "content":
            kind = element.get("type", "text")
            known = kind in ("text", "html", "xhtml")
            return [] if known and (kind == "xhtml" or not len(element)) else [f"3.1.1: {name} of type {kind}"]
        case "author" | "contributor":
            return [] if len(element.findall(f"{ATOM}name")) == 1 else [f"3.2.1: {name} without a name"]
        case "category":
            return [] if element.get("term") else ["4.2.2: category without a term"]
        case "link":
            good = bool(element.get("href")) and not re.search(r"\s", element.get("href", ""))
            return [] if good else ["4.2.7: link without an address"]
    return []
