"""A test collection in a folder: documents, queries, and which documents are right for which query."""

import csv
import gzip
import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

Judged = Mapping[str, int]  # how right a document is, by its id; 0 is wrong
DEEP, TOP = 100, 10


@dataclass(frozen=True, slots=True)
class Text:
    """A document or a query of the collection."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Collection:
    """Queries are those that some document is right for."""

    name: str
    documents: Sequence[Text]
    queries: Sequence[Text]
    judged: Mapping[str, Judged]


@dataclass(frozen=True, slots=True)
class Figures:
    """How well a search did, on average over the queries, from 0 to 1."""

    ndcg: float
    recall: float
    reciprocal_rank: float
    nothing: float


def read(folder: Path) -> Collection:
    """Read `corpus.jsonl.gz`, `queries.jsonl` and `qrels.tsv.gz` of a folder."""
    judged: dict[str, dict[str, int]] = defaultdict(dict)
    with gzip.open(folder / "qrels.tsv.gz", "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            judged[row["query-id"]][row["corpus-id"]] = int(row["score"])
    with gzip.open(folder / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        documents = [_text(line) for line in lines]
    queries = [_text(line) for line in (folder / "queries.jsonl").read_text("utf-8").splitlines()]
    wanted = [query for query in queries if any(score > 0 for score in judged[query.id].values())]
    return Collection(folder.name, documents, wanted, judged)


def _text(line: str) -> Text:
    row = json.loads(line)
    return Text(row["_id"], row.get("title", ""), row["text"])


def figures(collection: Collection, found: Mapping[str, Sequence[str]]) -> Figures:
    """The figures for what was found, best first, at most DEEP for each query."""
    pairs = [(found[query.id], collection.judged[query.id]) for query in collection.queries]
    size = len(pairs)
    return Figures(
        ndcg=sum(_ndcg(ranked, judged) for ranked, judged in pairs) / size,
        recall=sum(_recall(ranked, judged) for ranked, judged in pairs) / size,
        reciprocal_rank=sum(_reciprocal_rank(ranked, judged) for ranked, judged in pairs) / size,
        nothing=sum(not ranked for ranked, _ in pairs) / size,
    )


def _ndcg(ranked: Sequence[str], judged: Judged) -> float:
    """Discounted gain of the first TOP against the best that there could be; gains are the judgements themselves."""
    best = sorted(judged.values(), reverse=True)
    return _gain([judged.get(one, 0) for one in ranked]) / _gain(best)


def _gain(scores: Sequence[int]) -> float:
    return sum(score / math.log2(place + 2) for place, score in enumerate(scores[:TOP]))


def _recall(ranked: Sequence[str], judged: Judged) -> float:
    right = {one for one, score in judged.items() if score > 0}
    return len(right.intersection(ranked[:DEEP])) / len(right)


def _reciprocal_rank(ranked: Sequence[str], judged: Judged) -> float:
    return next((1 / place for place, one in enumerate(ranked, 1) if judged.get(one, 0) > 0), 0.0)
