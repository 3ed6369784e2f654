"""A title for a story that has none: proposed from its own words, for someone to check."""

import re

from entries.text.markup import plain_text

LONGEST = 80
SHORTEST = 20
# How stories begin; what follows says what was done.
BEGINNINGS = re.compile(
    r"^(?:(?:the|our|its|this)\s)?(?:main |key |overall |principal |primary )?(?:aim|goal|objective|purpose)s?"
    r"(?: (?:of|for|behind) (?:the|this|our) [\w -]{3,40}?)? (?:was|were|is|are) (?:to )?"
    r"|^.{0,90}?\bprojects? (?:(?:aimed|wanted|set out) )?to "
    r"|^(?:we|the team|our team|staff|they) (?:wanted|aimed|hoped|needed|set out|decided|wished) to "
    r"|^(?:this|the|our) (?:project|work|initiative) (?:aimed|set out|wanted|was designed|was set up) to ",
    re.I,
)  # fmt: skip
# "Volunteer to Career (VtC) was a pilot": the name is the title.
NAMED = re.compile(r"(?P<name>.{8,80}?) \([A-Z]\w{1,9}\) (?:was|is) ")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“\"‘'])")
CLAUSE = re.compile(r"\s*(?:[;:,–—(]|\s-\s|\bso that\b|\bin order to\b|\bwhilst\b|\bwhile\b|\bwhich\b|\busing\b)")
LAST_WORDS = {"a", "an", "and", "the", "of", "to", "in", "for", "with", "by", "on", "at", "or", "as", "our", "their"}


def proposed(*texts: str) -> str:
    """A title of up to 80 characters from the first sentence there is in these texts (HTML); "" without any."""
    for text in texts:
        if plain := plain_text(text):
            return _from(SENTENCE.split(plain)[0].rstrip(".!?"))
    return ""


def shortened(text: str, longest: int) -> str:
    """The first words of a text, as many as fit, and none of them left hanging."""
    words: list[str] = []
    size = -1
    for word in text.split():
        size += 1 + len(word)
        if words and size > longest:
            break
        words.append(word)
    while len(words) > 1 and words[-1].lower().strip(",;:") in LAST_WORDS:
        words.pop()
    return " ".join(words)[:longest].rstrip(" ,;:–—-(")


def _from(sentence: str) -> str:
    if found := NAMED.match(sentence):
        return found["name"]
    rest = BEGINNINGS.sub("", sentence, count=1) or sentence
    if len(rest) > LONGEST and (cuts := [cut.start() for cut in CLAUSE.finditer(rest, SHORTEST, LONGEST)]):
        rest = rest[: cuts[-1]]
    title = shortened(rest, LONGEST)
    return title[:1].upper() + title[1:]
