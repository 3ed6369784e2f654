"""Keeping names tidy: care groups, themes, teams and organisations are merged, renamed, retired, and found alike."""

from entries.editorial.tidying.alike import Pair, alike, say_different
from entries.editorial.tidying.base import MODELS, Tidying, may_tidy
from entries.editorial.tidying.merging import Merge
from entries.editorial.tidying.renaming import Rename
from entries.editorial.tidying.retiring import Retire, UseAgain
from entries.editorial.tidying.undoing import may_undo, undo

__all__ = [
    "MODELS", "Merge", "Pair", "Rename", "Retire", "Tidying", "UseAgain", "alike", "may_tidy", "may_undo",
    "say_different", "undo",
]  # fmt: skip
