"""Trying the links that published entries hold, politely, and keeping what came of it. Readers notice nothing.

`asking` speaks to other sites, `trying` knows which links there are and judges them over several days.
"""

from entries.editorial.linkcheck.asking import Answer, Asker, is_public
from entries.editorial.linkcheck.trying import Offline, Tried, gather, try_links

__all__ = ["Answer", "Asker", "Offline", "Tried", "gather", "is_public", "try_links"]
