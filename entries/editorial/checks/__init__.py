"""What is looked at before an entry is published: what blocks it, and what somebody must have seen.

One file for each subject; they judge the document that publishing would make. `check()` is the door.
"""

from entries.editorial.checks.checking import Checked, blocked, blocks_of, check, style_of
from entries.editorial.checks.finding import Finding, Level
from entries.editorial.checks.parts import pictures
from entries.editorial.checks.persons import patients

__all__ = ["Checked", "Finding", "Level", "blocked", "blocks_of", "check", "patients", "pictures", "style_of"]
