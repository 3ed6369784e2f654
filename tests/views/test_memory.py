"""What a worker keeps in memory: libraries that only files need are loaded when a file is made or read."""

import os
import subprocess
import sys

from django.conf import settings

FOR_FILES = ("openpyxl", "PIL", "mammoth", "lxml", "typst")
SERVING = f"""
import django
django.setup()
from django.urls import resolve
resolve("/entries/"), resolve("/admin/")
import sys
print(*(name for name in {FOR_FILES!r} if name in sys.modules))
"""


def test_pages_and_the_desk_load_no_library_for_files() -> None:
    made = subprocess.run(
        [sys.executable, "-c", SERVING],
        cwd=settings.BASE_DIR,
        env=os.environ,
        capture_output=True,
        text=True,
        check=True,
    )
    assert made.stdout.split() == []
