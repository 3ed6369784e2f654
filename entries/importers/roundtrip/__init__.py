"""Entries out to a sheet and back: what changed in it is laid out, shown, and then made in one transaction."""

from entries.importers.roundtrip.cells import ENDINGS, sheet_of
from entries.importers.roundtrip.making import make
from entries.importers.roundtrip.planning import Changes, Row, planned
from entries.importers.roundtrip.reading import read_back

__all__ = ["ENDINGS", "Changes", "Row", "make", "planned", "read_back", "sheet_of"]
