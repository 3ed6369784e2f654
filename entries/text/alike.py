"""Names that may mean the same: written alike, of the same words, or one within the other. Pure."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from entries.text.folding import fold, sort_key

# Words that tell no two names apart.
FILLERS = frozenset(
    ["team", "service", "the", "and", "of", "for", "a", "an", "nhs", "foundation", "trust", "department"]
)
SHORTEST = 5  # letters: of shorter names a letter makes another one
SAME, WORDS, NEAR, WITHIN = "written alike", "the same words", "nearly the same spelling", "one within the other"


def alike(names: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Pairs of places in the list, the earlier first, and in what they are alike; each pair once, the surest first."""
    words = [_words(name) for name in names]
    seen: set[tuple[int, int]] = set()
    for why, groups in (
        (SAME, _together(enumerate(sort_key(name) for name in names))),
        (WORDS, _together(enumerate(words))),
        (NEAR, _nearly(names)),
        (WITHIN, _within(words)),
    ):
        for pair in groups:
            if pair not in seen and names[pair[0]] and names[pair[1]]:
                seen.add(pair)
                yield (*pair, why)


def _words(name: str) -> frozenset[str]:
    """What a name is about: its words without a plural's s, and without those that tell nothing."""
    found = {word[:-1] if len(word) > 3 and word.endswith("s") else word for word in fold(name).split()}
    return frozenset(found - FILLERS) or frozenset(found)


def _together(keys: Iterator[tuple[int, Hashable]]) -> Iterator[tuple[int, int]]:
    places = defaultdict(list)
    for place, key in keys:
        if key:
            places[key].append(place)
    for found in places.values():
        yield from ((one, other) for at, one in enumerate(found) for other in found[at + 1 :])


def _nearly(names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """One letter more, less or other, or two that changed places; never a digit."""
    found: dict[str, set[int]] = defaultdict(set)
    keys = [sort_key(name) for name in names]
    for place, key in enumerate(keys):
        if len(key) >= SHORTEST:
            for variant in {key, *(key[:at] + key[at + 1 :] for at in range(len(key)))}:
                found[variant].add(place)
    pairs = {(one, other) for places in found.values() for one in places for other in places if one < other}
    yield from sorted(pair for pair in pairs if _differ_by_a_letter(names[pair[0]], names[pair[1]]))


def _differ_by_a_letter(one: str, other: str) -> bool:
    first, second = fold(one).split(), fold(other).split()
    differing = set(first) ^ set(second)
    return all(word.isalpha() and len(word) >= SHORTEST - 1 for word in differing)


def _within(words: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """All words of one and one more; a number more makes another name."""
    places = defaultdict(list)
    for place, found in enumerate(words):
        places[found].append(place)
    pairs: set[tuple[int, int]] = set()
    for place, found in enumerate(words):
        for word in found:
            fewer = places.get(found - {word}, ()) if len(found) > 1 and word.isalpha() else ()
            pairs |= {(min(place, other), max(place, other)) for other in fewer}
    yield from sorted(pairs)
