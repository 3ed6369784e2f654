"""CPU of a search, step by step, over a library of N generated entries.

    python -m tests.bench.latency [N] [--db sqlite|postgres] [--rounds 5]

Makes the library, builds its index, and asks 300 queries as the page does: of one to five common or rare
words, words and phrases of an entry, misspelt ones and synonyms. Prints milliseconds of CPU, this process's and the
database server's together: the median, and what 95 in 100 keep to. A first round is not counted: it fills what a
process keeps. The digest of all that is found, in order, is the same on every database.
"""

import argparse
import hashlib
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from tests.bench import scratch, synthetic
from tests.bench.scratch import Clock

# Each step's name and the function that is it; `order` holds `feedback`, the rest stand beside each other.
STEPS = {
    "parse": "entries.library.asking.parse",
    "find": "entries.library.asking.find",
    "rank": "entries.library.asking.rank",
    "spelling": "entries.library.asking.respelt",
    "order": "entries.library.results.ordered",
    "  feedback": "entries.library.asking.learned",
    "facets": "entries.library.results._facet",
    "cards, excerpts": "entries.library.results.marked",
}
Samples = dict[str, list[float]]


def main() -> None:
    """Make the library, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.latency")
    parser.add_argument("number", nargs="?", type=int, default=10_000)
    parser.add_argument("--db", choices=scratch.KINDS, default="sqlite")
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    with scratch.library(chosen.db):
        _measure(chosen.number, chosen.rounds, Clock())


def _measure(number: int, rounds: int, clock: Clock) -> None:
    from tests.bench import generated

    words = synthetic.Words()
    began = time.monotonic()
    texts = generated.fill(words, number)
    queries = list(words.queries(texts, generated.teach(words)))
    _say(f"{number:,} entries, made without an index in {time.monotonic() - began:.0f} s")
    _say(f"index built: {generated.build_index(clock)}")
    generated.analyse()
    _say(f"digest {_digest(queries)}")
    _say(f"{len(queries)} queries, {rounds} rounds{'p50':>12}{'p95':>9}")
    for name, spent in _whole(queries, rounds, clock).items():
        _tell(name, spent)
    for name, spent in _steps(queries, rounds, clock).items():
        _tell(name, spent)
    _tell("publish a change", generated.update_some(clock, words))


def _ask(words: str) -> Any:
    from entries import library
    from entries.library import Selection

    return library.read().results(Selection(q=words))


def _digest(queries: Sequence[tuple[str, str]]) -> str:
    """Of ids and scores in order; the first round besides."""
    found = hashlib.sha256()
    for _, words in queries:
        found.update(repr([(card.slug, card.score) for card in _ask(words).cards]).encode())
    return found.hexdigest()[:16]


def _whole(queries: Sequence[tuple[str, str]], rounds: int, clock: Clock) -> Samples:
    """A search as a whole: of every kind together, the server's part of it, and of each kind."""
    spent: Samples = defaultdict(list)
    for _ in range(rounds):
        for kind, words in queries:
            start = clock.start()
            _ask(words)
            own, server = clock.since(start)
            spent["search"].append(own + server)
            spent["  server's part"].append(server)
            spent[f"  {kind}"].append(own + server)
    return spent


def _steps(queries: Sequence[tuple[str, str]], rounds: int, clock: Clock) -> Samples:
    """The steps of a search, of those that take them."""
    spent: Samples = {name: [] for name in STEPS}
    with _timed(clock) as once:
        for _ in range(rounds):
            for _, words in queries:
                once.clear()
                _ask(words)
                for name, seconds in once.items():
                    spent[name].append(seconds)
    return spent


@contextmanager
def _timed(clock: Clock) -> Iterator[dict[str, float]]:
    """Inside the block, what each step took since it was last cleared, in seconds."""
    once: dict[str, float] = defaultdict(float)

    def timing(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any) -> Any:
            start = clock.start()
            try:
                return real(*args)
            finally:
                once[name] += sum(clock.since(start))

        return timed

    with ExitStack() as stack:
        for name, path in STEPS.items():
            patcher = patch(path)
            real, _ = patcher.get_original()
            stack.enter_context(patch(path, timing(name, real)))
        yield once


def _tell(name: str, spent: Sequence[float]) -> None:
    if spent:
        cuts = statistics.quantiles(spent, n=100, method="inclusive")
        _say(f"{name:24}{cuts[49] * 1000:12.2f}{cuts[94] * 1000:9.2f}   {len(spent)} times")


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
