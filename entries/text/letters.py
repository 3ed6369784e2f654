"""A mail's text: named places filled in, and simple HTML made from it. The text is data: nothing in it is run."""

import html
import re
from collections.abc import Iterable, Mapping

PLACE = re.compile(r"\{([^{}]*)\}")
BRACE = re.compile(r"[{}]")
LINK = re.compile(r"https?://[^\s<>\"]+")
CLOSING = ".,;:!?)”’'"


def wrong_places(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """What stands in braces and is not known, as it is written, each once; a brace alone counts as itself."""
    known = set(known)
    wrong = [found[0] for found in PLACE.finditer(text) if found[1] not in known]
    return tuple(dict.fromkeys([*wrong, *BRACE.findall(PLACE.sub("", text))]))


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with each {name} replaced by its value, which is not looked through again; raises KeyError."""
    return PLACE.sub(lambda found: values[found[1]], text)


def as_html(text: str) -> str:
    """Paragraphs, lists of lines that begin with a hyphen, and links; all else is escaped."""
    blocks = "\n".join(_block(part.splitlines()) for part in re.split(r"\n\s*\n", text.strip()))
    return f'<!DOCTYPE html>\n<html lang="en-GB">\n<body>\n{blocks}\n</body>\n</html>\n'


def _block(lines: list[str]) -> str:
    found, items = [], []
    for line in lines:
        if line.startswith("- "):
            items.append(_linked(line[2:]))
        elif items and line.startswith("  "):
            items[-1] += f"<br>{_linked(line.strip())}"
        else:
            found += [*_list(items), f"<p>{_linked(line)}</p>"]
            items = []
    return "\n".join([*found, *_list(items)])


def _list(items: list[str]) -> list[str]:
    return ["<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"] if items else []


def _linked(line: str) -> str:
    told, at = "", 0
    for found in LINK.finditer(line):
        url = found[0].rstrip(CLOSING)
        told += html.escape(line[at : found.start()]) + f'<a href="{html.escape(url)}">{html.escape(url)}</a>'
        at = found.start() + len(url)
    return told + html.escape(line[at:])
