"""Takes out of a text what tells of a person: e-mail addresses, and numbers as long as a telephone or NHS number."""

import re

STANDS_FOR = "…"
# From the start of a word and giving nothing back, so that the work stays in proportion to the text.
ADDRESS = re.compile(r"(?<![^\s@])[^\s@]++\s?@\s?[^\s@]*+")
NUMBER = re.compile(r"\+?\(?\d[\d ().\-–—/]*\d")
YEARS = re.compile(r"(?:(?:19|20)\d\d(?:[-–/]\d\d(?!\d))?[^\d]*)+")
UNBROKEN = re.compile(r"\d{7}")
SHORTEST = 10  # an NHS number; United Kingdom telephone numbers have 10 or 11 digits


def without_personal(text: str) -> str:
    """The text with such addresses and numbers replaced by "…".

    Names cannot be told from other words and stay; so do figures with commas and rows of years.
    """
    if "@" in text:
        text = ADDRESS.sub(STANDS_FOR, text)
    return NUMBER.sub(_replaced, text)


def _replaced(found: re.Match[str]) -> str:
    number = found[0]
    digits = sum(one.isdigit() for one in number)
    # Seven in one go is a local telephone or a hospital number; spaced out, seven may be two figures side by side.
    is_long = digits >= SHORTEST or bool(UNBROKEN.search(number))
    return STANDS_FOR if is_long and not YEARS.fullmatch(number) else number
