"""Files as a browser sends them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from entries.importers import received
from entries.models import Delivery


def upload(path: Path) -> SimpleUploadedFile:
    """A file as it is uploaded."""
    return SimpleUploadedFile(path.name, path.read_bytes())


def brought(paths: Sequence[Path], **options: Any) -> Delivery:
    """Files kept and read, as the desk does it."""
    delivery = received.keep([upload(path) for path in paths], **options)
    while received.read_on(delivery, 0):
        pass
    return delivery
