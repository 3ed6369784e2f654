"""The index's own tables: documents, postings, and the surface words that spelling and suggestions come from.

All of it is made from documents and can be made anew. Written by `entries.search.index` alone.
"""

from collections.abc import Collection
from typing import Any

from django.db import connection, models

NAMED_AT_MOST = 1000  # documents that a query names one by one; of more, it looks at all


class IndexedDocument(models.Model):
    """What the index knows of one document; its terms are needed to take it out again and to learn from good hits."""

    number = models.BigIntegerField(primary_key=True)
    length = models.PositiveIntegerField(help_text="Words, each as often as its field weighs.")
    codes = models.TextField(help_text="Term and code in turn, parted by tabs (`entries.search.codes`).")
    stems = models.TextField(help_text="Stems in order, a space before and after each, a bar between fields.")
    surface = models.TextField(help_text="Folded words in order, as `stems`.")
    passages = models.TextField(help_text="Plain text that excerpts are cut from, one passage a line.")

    class Meta:
        verbose_name = "indexed document"

    def __str__(self) -> str:
        return f"Document {self.number}"


class Posting(models.Model):
    """Which documents of one block of numbers hold a term: their places in the block and their codes, packed."""

    term = models.CharField(max_length=200, help_text="A stem, or the stems of a known phrase.")
    block = models.IntegerField()
    data = models.BinaryField()

    class Meta:
        verbose_name = "posting"
        constraints = [models.UniqueConstraint(fields=["term", "block"], name="posting_once")]
        indexes = [models.Index(fields=["block"], name="posting_block")]

    def __str__(self) -> str:
        return f"{self.term} in block {self.block}"


class SurfaceWord(models.Model):
    """A word as it stands in documents, folded, and in how many of them."""

    word = models.CharField(max_length=40, unique=True)
    count = models.IntegerField()

    class Meta:
        verbose_name = "surface word"

    def __str__(self) -> str:
        return self.word


class WordShape(models.Model):
    """A surface word itself, or with one letter left out: two words one error apart share a shape."""

    shape = models.CharField(max_length=40, db_index=True)
    word = models.ForeignKey(SurfaceWord, models.CASCADE, related_name="shapes")

    class Meta:
        verbose_name = "word shape"

    def __str__(self) -> str:
        return self.shape


def rows_by_key(table: type[models.Model], columns: str, wanted: Collection[Any]) -> list[tuple[Any, ...]]:
    """These columns of the rows whose first column is one of `wanted`. One query, none when nothing is wanted.

    As plain SQL: a queryset of the same rows takes .3 ms more, and a search asks for two.
    """
    if not wanted:
        return []
    key, marks = columns.split(",")[0], ", ".join(["%s"] * len(wanted))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table._meta.db_table} WHERE {key} IN ({marks})", list(wanted))
        return list(cursor.fetchall())
