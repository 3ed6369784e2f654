"""What pages and JSON share in answering: one reading each, 304, kept pages, and what is said when something is wrong.

Stands below views and the JSON, above the library.
"""

from entries.serving.caching import PAGES, dated_page, forget_cookies, page_beside, public_file, public_page
from entries.serving.errors import Problem, as_json
from entries.serving.making import Busy, made, size_of
from entries.serving.searches import PageRequest

__all__ = [
    "PAGES", "Busy", "PageRequest", "Problem", "as_json", "dated_page", "forget_cookies", "made", "page_beside",
    "public_file", "public_page", "size_of",
]  # fmt: skip
