"""Text that can be printed: what a file cannot hold is taken out, what no font has is found."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

FONTS = Path(__file__).parent / "fonts"
# Turns the order of letters round, past the end of the text it stands in; or means something to programs alone.
STEERING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xFFF9, 0xFFFD), 0xFEFF}
# Unicode's Default_Ignorable_Code_Point: no font needs them, nothing is drawn.
UNSEEN = (
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
)  # fmt: skip
SCHEMES = {"http", "https", "mailto", "tel"}
LONGEST_WORD, PIECE = 24, 12
BREAK = "\u200b"  # where a line may end, and nothing is seen


def printable(text: str) -> str:
    """The text in one line, without what has no form: control characters, half characters, marks for programs."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_in_form(one) for one in text)


def _in_form(one: str) -> str:
    if one.isspace() and one != "\u00a0":
        return " "
    point = ord(one)
    nothing = point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF or point in STEERING
    return "" if nothing or unicodedata.category(one) in ("Cc", "Cs") else one


def is_seen(text: str) -> bool:
    """Whether there is anything in the text that is drawn."""
    return any(not one.isspace() and not any(first <= ord(one) <= last for first, last in UNSEEN) for one in text)


def breakable(text: str) -> str:
    """The text with places to break inside words too long for a line: addresses, and words without spaces."""
    return " ".join(word if len(word) <= LONGEST_WORD else _pieces(word) for word in text.split(" "))


def _pieces(word: str) -> str:
    found, since = [], 0
    for place, one in enumerate(word):
        # A mark or a joiner stays with what it stands on.
        joined = unicodedata.combining(one) or unicodedata.category(one) in ("Cf", "Mn", "Me", "Sk")
        if since >= PIECE and not joined and unicodedata.category(word[place - 1]) != "Cf":
            found.append(BREAK)
            since = 0
        found.append(one)
        since = PIECE if one in "/.-_@?&=" else since + 1
    return "".join(found)


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction goes leftwards."""
    for one in text:
        if (direction := unicodedata.bidirectional(one)) in ("L", "R", "AL"):
            return direction != "L"
    return False


def address(href: str, base: str) -> str:
    """A link as an absolute address in plain ASCII; "" when it is none that leads anywhere."""
    if not href.strip():
        return ""
    try:
        whole = urljoin(base, "".join(href.split()))
        parts = urlsplit(whole)
        host, _ = parts.hostname, parts.port  # either may be none that can be
    except ValueError:
        return ""
    if parts.scheme.lower() not in SCHEMES or (parts.scheme.lower().startswith("http") and not host):
        return ""
    if not parts.netloc.isascii() or not set('[]%\\^`{|}<>"').isdisjoint(parts.netloc):
        return ""
    start, rest = whole[: whole.index(":") + 1], whole[whole.index(":") + 1 :]
    if not host:  # a mailbox or a number: it has no places inside
        return start + quote(_percent(rest), safe="%/:=&?~+!$,;'@()*", errors="ignore") if rest else ""
    fragment = rest.partition("#")[2]
    rest = quote(_percent(rest.partition("#")[0]), safe="%/:=&?~+!$,;'@()*", errors="ignore")
    after = quote(_percent(fragment), safe="%/:=&?~+!$,;'@()*", errors="ignore")
    return f"{start}{rest}#{after}" if fragment else start + rest


def _percent(text: str) -> str:
    """The text with each percent sign that is no escape written as one."""
    pieces = text.split("%")
    hexadecimal = "0123456789abcdefABCDEF"
    kept = (f"%{one}" if len(one) > 1 and set(one[:2]) <= set(hexadecimal) else f"%25{one}" for one in pieces[1:])
    return pieces[0] + "".join(kept)


def unknown(text: str) -> Iterator[str]:
    """The characters of the text that none of the Book's fonts has."""
    if text.isascii():
        return
    for one in text:
        if not one.isascii() and not _has(ord(one)):
            yield one


def _has(point: int) -> bool:
    starts, ends = _characters()
    place = bisect_right(starts, point) - 1
    return place >= 0 and point <= ends[place]


@cache
def _characters() -> tuple[list[int], list[int]]:
    """The first and last code points of every range that can be set."""
    lines = (FONTS / "characters.txt").read_text().splitlines()
    found = [tuple(int(one, 16) for one in line.split("-")) for line in lines]
    ranges = sorted([*((one[0], one[1]) for one in found), *UNSEEN])
    starts, ends, most = [], [], -1
    for first, last in ranges:
        most = max(most, last)
        starts.append(first)
        ends.append(most)
    return starts, ends
