"""Whether two texts differ by slips of the pen alone, said strictly: what could change a meaning is no typo."""

import re
from collections import Counter
from difflib import SequenceMatcher

MOST_WORDS, MOST_MARKS = 3, 6
TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
FIGURE = re.compile(r"\S*[\d%£$€]\S*")
MARKS = frozenset(".,;:!?'\"‘’“”()–—-…/&")
TURNING = frozenset(["no", "not", "nor", "none", "never", "neither", "nobody", "nothing", "cannot", "without"])


def beyond_typos(before: str, after: str) -> str:
    """Why the change from `before` to `after` (text or HTML) is more than mended typos; "" when it is not.

    A typo is a word spelt almost alike that begins with the same letter: at most `MOST_WORDS` of them. No word comes or
    goes, no figure, “not”, link or layout changes.
    """
    if TAG.findall(before) != TAG.findall(after):
        return "its layout or a link changes"
    old, new = TAG.sub(" ", before), TAG.sub(" ", after)
    if _figures(old) != _figures(new):
        return "a figure changes"
    if _turning(old) != _turning(new):
        return "a “no” or “not” comes or goes"
    if not _marks_hold(old, new):
        return "signs are added or taken out"
    return _words_differ(WORD.findall(old), WORD.findall(new))


def _words_differ(old: list[str], new: list[str]) -> str:
    changed = 0
    for kind, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if kind != "replace":
            return "a word comes or goes"
        if not _alike(old[start:end], new[begin:stop]):
            return f"“{' '.join(old[start:end])}” becomes “{' '.join(new[begin:stop])}”, another word"
        changed += max(end - start, stop - begin)
    return f"{changed} words change, and a correction is of {MOST_WORDS} at most" if changed > MOST_WORDS else ""


def _alike(old: list[str], new: list[str]) -> bool:
    """Word by word; or, where one word was written as two, both together."""
    if len(old) == len(new):
        return all(_near(one, other) for one, other in zip(old, new, strict=True))
    return max(len(old), len(new)) == 2 and _near("".join(old), "".join(new))


def _near(old: str, new: str) -> bool:
    old, new = (re.sub(r"[’'-]", "", word).casefold() for word in (old, new))
    longer = max(len(old), len(new))
    return old[:1] == new[:1] and slips(old, new) <= min(2, max(1, longer // 3))


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
    return [one.strip(".,;:!?()“”‘’'\"") for one in FIGURE.findall(text)]


def _turning(text: str) -> Counter[str]:
    words = (word.casefold().replace("’", "'") for word in WORD.findall(text))
    return Counter(word for word in words if word in TURNING or word.endswith("n't"))


def _marks_hold(old: str, new: str) -> bool:
    """No sign but punctuation changes, and not much of that."""
    before, after = (Counter(one for one in text if not (one.isalnum() or one.isspace())) for text in (old, new))
    changed = (before - after) + (after - before)
    return changed.keys() <= MARKS and sum(changed.values()) <= MOST_MARKS
