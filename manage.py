#!/usr/bin/env python3
"""Casebook's command line."""

import os
import sys


def main() -> None:
    """Run the management command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casebook.settings")
    if "demo" in sys.argv[1:2]:
        from casebook.trial import supply_what_is_unset

        supply_what_is_unset()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
