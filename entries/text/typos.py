"""Whether two texts differ by slips of the pen alone, said strictly: what could change a meaning is no typo."""

import re
from collections import Counter
from difflib import SequenceMatcher

MOST_WORDS, MOST_MARKS = 3, 6
# Among shorter words too many are one slip from another word: falls and fells, wards and words.
SHORTEST, TWO_SLIPS, LONGEST = 6, 9, 60
BLOCK = re.compile(r"</?(?:p|li|ul|ol|br|h[1-6]|blockquote)\b[^>]*>")
TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
FIGURE = re.compile(r"[\d%£$€]")
SENTENCE_ENDS = re.compile(r"(?:^|[.!?:\n])[\s\"'‘’“”()]*$")
MARKS = frozenset(".,;:!?'\"‘’“”()–—-…/&")
TURNING = frozenset(["no", "not", "nor", "none", "never", "neither", "nobody", "nothing", "cannot", "without"])

# Said in words, a number is a figure all the same.
NUMBERS = frozenset(
    WORD.findall(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand "
        "thousands million millions billion half halved halves third thirds quarter quarters double doubled doubles "
        "triple tripled triples treble trebled twice thrice once first second dozen dozens both"
    )
)


def beyond_typos(before: str, after: str) -> str:
    """Why the change from `before` to `after` (text or HTML) is more than mended typos; "" when it is not.

    A typo is a word of some length spelt almost alike that begins and ends with the same letter: at most `MOST_WORDS`
    of them. No word comes or goes; no figure, name, “not”, “?”, link or layout changes.
    """
    if TAG.findall(before) != TAG.findall(after):
        return "its layout or a link changes"
    old, new = (TAG.sub(" ", BLOCK.sub("\n", text)) for text in (before, after))
    if _figures(old) != _figures(new):
        return "a figure changes"
    if _turning(old) != _turning(new):
        return "a “no” or “not” comes or goes"
    if not _marks_hold(old, new):
        return "signs are added or taken out"
    return _words_differ(WORD.findall(old), WORD.findall(new), _names(old) | _names(new))


def _words_differ(old: list[str], new: list[str], names: set[str]) -> str:
    changed = 0
    for kind, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if kind != "replace":
            return "a word comes or goes"
        if not _alike(old[start:end], new[begin:stop], names):
            return f"“{' '.join(old[start:end])}” becomes “{' '.join(new[begin:stop])}”, another word"
        changed += max(end - start, stop - begin)
    return f"{changed} words change, and a correction is of {MOST_WORDS} at most" if changed > MOST_WORDS else ""


def _alike(old: list[str], new: list[str], names: set[str]) -> bool:
    """Word by word; or, where one word was written as two, both together."""
    if len(old) == len(new):
        return all(_near(one, other, names) for one, other in zip(old, new, strict=True))
    return max(len(old), len(new)) == 2 and _near("".join(old), "".join(new), names)


def _near(one: str, other: str, names: set[str]) -> bool:
    old, new = (re.sub(r"[’'-]", "", word).casefold() for word in (one, other))
    if old == new:
        return True
    shorter, longer = sorted((len(old), len(new)))
    if shorter < SHORTEST or longer > LONGEST or {one, other} & names:
        return False
    return (old[0], old[-1]) == (new[0], new[-1]) and slips(old, new) <= (2 if shorter >= TWO_SLIPS else 1)


def _names(text: str) -> set[str]:
    """The words with a capital inside a sentence: names, as a rule."""
    found = (word for word in WORD.finditer(text) if word[0] != word[0].lower())
    return {word[0] for word in found if not SENTENCE_ENDS.search(text[max(0, word.start() - 9) : word.start()])}


def slips(old: str, new: str) -> int:
    """How many letters must be added, left out, exchanged or swapped with their neighbour to get from one to other."""
    before: list[int] = []
    row = list(range(len(new) + 1))
    for i, a in enumerate(old, 1):
        above, before, row = before, row, [i]
        for j, b in enumerate(new, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == new[j - 2] and old[i - 2] == b:
                best = min(best, above[j - 2] + 1)
            row.append(best)
    return row[-1]


def _figures(text: str) -> list[str]:
    told = [one.strip(".,;:!?()“”‘’'\"") for one in text.split() if FIGURE.search(one)]
    return told + [word for word in re.findall(r"[a-z]+", text.casefold()) if word in NUMBERS]


def _turning(text: str) -> Counter[str]:
    words = (word.casefold().replace("’", "'") for word in WORD.findall(text))
    return Counter(word for word in words if word in TURNING or word.endswith("n't"))


def _marks_hold(old: str, new: str) -> bool:
    """No sign but punctuation changes, and not much of that; a question stays one."""
    before, after = (Counter(one for one in text if not (one.isalnum() or one.isspace())) for text in (old, new))
    changed = (before - after) + (after - before)
    return changed.keys() <= MARKS - {"?", "!"} and sum(changed.values()) <= MOST_MARKS
