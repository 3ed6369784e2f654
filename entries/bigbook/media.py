"""Files that a fixture names: copied from a folder beside it into the storage, under the very same names."""

from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import default_storage


def copy_media(folder: Path) -> int:
    """Store each file under `folder` that the storage does not have yet, and return how many there were.

    Names hold the hash of their content, so a file that is there is the same file and is left alone. Do it before
    loading: a live version notes the sizes of its files.
    """
    copied = 0
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if not default_storage.exists(name):
            with path.open("rb") as content:
                default_storage.save(name, File(content))
            copied += 1
    return copied
