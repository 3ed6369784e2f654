"""When somebody leaves: everything that names them is found, and swapped in one action."""

from entries.editorial.leaving.acting import Leaving, listed, may_show
from entries.editorial.leaving.finding import Found, candidates, find, person_of
from entries.editorial.leaving.person import Person, Successor

__all__ = ["Found", "Leaving", "Person", "Successor", "candidates", "find", "listed", "may_show", "person_of"]
