"""The yearly fixture: loaded, compared with what stands here, and dumped again.

A file is Django's JSON fixture format with natural keys. Depends on editorial, library, models and text.
"""

from entries.bigbook.broken import Broken
from entries.bigbook.dumping import NoSuchEdition, changes_waiting, dump
from entries.bigbook.loading import load
from entries.bigbook.media import copy_media
from entries.bigbook.report import Did, Line, Report
from entries.bigbook.unedited import unedited

__all__ = [
    "Broken", "Did", "Line", "NoSuchEdition", "Report", "changes_waiting", "copy_media", "dump", "load", "unedited",
]  # fmt: skip
