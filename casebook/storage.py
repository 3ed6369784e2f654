"""Where uploaded files are kept: named by what they hold, never overwritten."""

import hashlib
from pathlib import PurePosixPath
from typing import IO, Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class ContentHashStorage(FileSystemStorage):
    """Keeps the folder and ending of the name asked for and puts the content's SHA-256 in between.

    The same bytes have one name, so saving them again changes nothing and a kept name never changes its bytes.
    """

    def save(self, name: str | None, content: IO[Any], max_length: int | None = None) -> str:
        """Store `content` and return the name under which it is found."""
        file = content if isinstance(content, File) else File(content, name)
        asked = PurePosixPath(name or file.name or "file")
        digest = hashlib.sha256()
        for chunk in file.chunks():
            digest.update(chunk)
        file.seek(0)
        hashed = str(asked.parent / f"{digest.hexdigest()[:32]}{asked.suffix.lower()}")
        return hashed if self.exists(hashed) else super().save(hashed, file, max_length=max_length)
