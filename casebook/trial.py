"""What `manage.py demo` supplies when it is unset, so that a trial starts with one command."""

import os
import secrets
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent


def supply_what_is_unset() -> None:
    """Fill in a secret kept in the data folder, local hosts, plain HTTP and the sample's organisation."""
    folder = Path(os.environ.get("CASEBOOK_DATA_DIR") or BASE_DIR / "var")
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / "demo-secret"
    if not os.environ.get("SECRET_KEY"):
        if not kept.exists():
            kept.touch(mode=0o600)
            kept.write_text(secrets.token_urlsafe(50))
        os.environ["SECRET_KEY"] = kept.read_text()
    for name, value in {
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "CASEBOOK_HTTPS": "0",
        "CASEBOOK_ORGANISATION": "cheshire-and-wirral-partnership",
    }.items():
        os.environ.setdefault(name, value)
