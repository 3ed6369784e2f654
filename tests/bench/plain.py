"""What the databases' own text search finds in a test collection: SQLite's FTS5, and PostgreSQL's with ts_rank.

Weights and the treatment of length are the best of those tried for each (docs/search.md).
"""

import re
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection

from tests.bench.collection import DEEP, Collection, Text

Found = dict[str, list[str]]
Search = Callable[[Collection], Found]
TITLE = 2.0  # what a word in a title counts beside one in the text
WEIGHTS = "{0.5, 0.5, 0.5, 1.0}"  # the same for ts_rank, which is not set against the length


def fts5(join: str) -> Search:
    """FTS5 with the porter stemmer and bm25; `join` is OR or AND."""

    def search(collection: Collection) -> Found:
        database = sqlite3.connect(":memory:")
        database.execute("CREATE VIRTUAL TABLE document USING fts5(id UNINDEXED, title, text, tokenize='porter')")
        rows = [(one.id, one.title, one.text) for one in collection.documents]
        database.executemany("INSERT INTO document VALUES (?, ?, ?)", rows)
        ranked = f"SELECT id FROM document WHERE document MATCH ? ORDER BY bm25(document, 0, {TITLE}, 1) LIMIT {DEEP}"
        return {
            query.id: [row[0] for row in database.execute(ranked, [f" {join} ".join(_quoted(query))])]
            for query in collection.queries
        }

    return search


def _quoted(query: Text) -> Sequence[str]:
    return [f'"{word}"' for word in re.findall(r"[^\W_]+", query.text)]


def postgres(join: str) -> Search:
    """PostgreSQL's English configuration, the title weighted A, and ts_rank; `join` is | or &."""

    def search(collection: Collection) -> Found:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS plain_document")
            cursor.execute("CREATE TEMPORARY TABLE plain_document (id text, words tsvector)")
            cursor.executemany(
                "INSERT INTO plain_document VALUES (%s, "
                "setweight(to_tsvector('english', %s), 'A') || setweight(to_tsvector('english', %s), 'D'))",
                [(one.id, one.title, one.text) for one in collection.documents],
            )
            return {query.id: _ranked(cursor, query, join) for query in collection.queries}

    return search


def _ranked(cursor: Any, query: Text, join: str) -> list[str]:
    cursor.execute(
        "SELECT id FROM plain_document, "
        "CAST(replace(CAST(plainto_tsquery('english', %s) AS text), '&', %s) AS tsquery) AS query "
        f"WHERE words @@ query ORDER BY ts_rank('{WEIGHTS}', words, query) DESC, id LIMIT {DEEP}",
        [query.text, join],
    )
    return [row[0] for row in cursor.fetchall()]
