"""Bringing entries in from files: a reader for each kind of file, one common shape, one way to check and save it.

`import_file` is the door for the command and the desk. Depends on editorial, library, models and text.
"""

from entries.importers.draft import Draft, Place, Problem, Unreadable
from entries.importers.options import NotAllowed, Options
from entries.importers.readers import ENDINGS, reader_for
from entries.importers.run import Outcome, import_file

__all__ = [
    "ENDINGS", "Draft", "NotAllowed", "Options", "Outcome", "Place", "Problem", "Unreadable", "import_file",
    "reader_for",
]  # fmt: skip
