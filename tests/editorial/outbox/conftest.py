"""A mail server that the settings name."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.smtp import Given, mail_server


@pytest.fixture
def server(settings: Any) -> Iterator[Given]:
    """It listens on this machine, and says what it is told to."""
    with mail_server() as (given, port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.DEFAULT_FROM_EMAIL = "comms@casebook.example"
        yield given
