"""A command run inside the test."""

from io import StringIO
from typing import Any

from django.core.management import CommandError, call_command


def run(*arguments: str, **options: Any) -> tuple[str, str, str]:
    """What a command wrote to the output and to errors, and how it failed ("" when it did not)."""
    out, err, failed = StringIO(), StringIO(), ""
    try:
        call_command(*arguments, stdout=out, stderr=err, **options)
    except CommandError as error:
        failed = str(error)
    return out.getvalue(), err.getvalue(), failed
