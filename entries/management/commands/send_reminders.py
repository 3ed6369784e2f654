"""Remind people of what their entries need."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from entries.editorial.reminding import PERIODS, remind
from entries.text.wording import counted


class Command(BaseCommand):
    """Posts one digest a person and period; safe to run at any time, on several machines and again after a crash."""

    help = (
        "Post a digest to each person whose published entries need them, at most one in a period. send_outbox sends it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What may be asked for."""
        parser.add_argument("--every", choices=PERIODS, default="week", help="at most one mail a person in each")

    def handle(self, *args: Any, **options: Any) -> None:
        """Post them."""
        self.stdout.write(f"{counted(remind(timezone.localdate(), options['every']), 'reminder')} posted.")
