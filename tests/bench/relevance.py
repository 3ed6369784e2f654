"""How well search ranks, by test collections of queries with judged documents.

    python -m tests.bench.relevance FOLDER... [--db sqlite|postgres] [--compare]

A folder holds `corpus.jsonl.gz`, `queries.jsonl` and `qrels.tsv.gz`. Its documents become published entries of an empty
library, its queries are asked as the page asks. Prints, on average over the queries, nDCG@10 (linear gains),
recall@100, the reciprocal rank of the first right document and the share of queries that find nothing; and a digest of
all that was found, in order, which is the same on every database. `--compare` asks the databases' own text search too.
"""

import argparse
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.bench import collection, scratch
from tests.bench.collection import Collection

HEAD = f"{'':32}{'nDCG@10':>9}{'recall@100':>12}{'MRR':>8}{'nothing':>9}"


def main() -> None:
    """Measure every folder."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.relevance")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--db", choices=scratch.KINDS, default="sqlite")
    parser.add_argument("--compare", action="store_true")
    chosen = parser.parse_args()
    with scratch.library(chosen.db):
        for folder in chosen.folders:
            _measure(collection.read(folder), chosen.db, chosen.compare)


def _measure(read: Collection, kind: str, compare: bool) -> None:
    """One collection; what was put into the library is taken back afterwards."""
    from django.db import transaction

    from entries import library
    from tests.bench import asked, plain

    print(f"\n{read.name}: {len(read.documents):,} documents, {len(read.queries)} queries\n{HEAD}")
    with transaction.atomic():
        found = asked.ask(read, asked.fill(read.documents))
        _tell(f"Casebook on {scratch.KINDS[kind]}", read, found)
        if compare:
            _tell("SQLite FTS5, any word", read, plain.fts5("OR")(read))
            _tell("SQLite FTS5, all words", read, plain.fts5("AND")(read))
        if compare and kind == "postgres":
            _tell("PostgreSQL text, any word", read, plain.postgres("|")(read))
            _tell("PostgreSQL text, all words", read, plain.postgres("&")(read))
        transaction.set_rollback(True)
    library.forget()
    print(f"digest {hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()[:16]}")


def _tell(name: str, read: Collection, found: Mapping[str, Sequence[str]]) -> None:
    figures = collection.figures(read, found)
    print(
        f"{name:32}{figures.ndcg:9.3f}{figures.recall:12.3f}{figures.reciprocal_rank:8.3f}{figures.nothing:9.1%}",
        flush=True,
    )


if __name__ == "__main__":
    main()
