"""Send what waits in the outbox."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from entries.editorial.outbox import Unreachable, send_waiting
from entries.models import Mail, MailState
from entries.text.wording import counted, listed


class Command(BaseCommand):
    """Sends the mails that are due; safe to run at any time, on several machines and again after a crash."""

    help = "Send the mails that wait in the outbox. To be run every few minutes; nothing is sent twice."

    def handle(self, *args: Any, **options: Any) -> None:
        """Send; raises CommandError when the server cannot be reached or a mail is not on its way."""
        try:
            done = send_waiting(self._tell)
        except Unreachable as error:
            raise CommandError(f"{error} What waits stays in the outbox.") from error
        self.stdout.write(f"{counted(done.sent, 'mail')} sent.")
        wrong = listed(
            (done.waiting, "is put off", "are put off"), (done.failed, "failed", "failed"),
            (done.unsure, "may have been sent", "may have been sent"),
        )  # fmt: skip
        if wrong:
            raise CommandError(f"Not all was sent: {wrong}. The outbox at the desk says why.")

    def _tell(self, mail: Mail) -> None:
        if mail.state != MailState.SENT:
            self.stderr.write(f"Mail {mail.pk}: {mail.get_state_display()}. {mail.why}")
