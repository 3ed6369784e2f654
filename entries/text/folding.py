"""One folding for both databases: what is compared, sorted or searched is folded here, in Python."""

import re
import unicodedata

# Letters that Unicode does not take apart into a base letter and a mark.
UNDECOMPOSED = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "Æ": "ae",
        "ø": "o",
        "Ø": "o",
        "œ": "oe",
        "Œ": "oe",
        "ł": "l",
        "Ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
    }
)
NOT_A_WORD = re.compile(r"[^a-z0-9]+")
APOSTROPHES = re.compile(r"['’‘ʼ`]")
GROUPED_NUMBER = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def fold(text: str) -> str:
    """Lower-case ASCII words of `a-z0-9` parted by single spaces; accents, apostrophes and `15,256`'s comma go."""
    text = APOSTROPHES.sub("", GROUPED_NUMBER.sub("", text)).translate(UNDECOMPOSED)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return NOT_A_WORD.sub(" ", text.lower()).strip()


def sort_key(text: str) -> str:
    """`text` folded to `a-z0-9` alone, so that every database and collation puts it in the same place."""
    return fold(text).replace(" ", "")


def words(text: str) -> list[str]:
    """The folded words of `text`, in order."""
    return fold(text).split()
