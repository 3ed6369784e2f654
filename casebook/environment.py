"""Reads settings from the environment; every refusal names the variable and says what it takes."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
import environ
from django.core.exceptions import ImproperlyConfigured

ON, OFF = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    """The variable's value without surrounding space."""
    return os.environ.get(name, default).strip()


def required(name: str, why: str) -> str:
    """The variable's value; raises ImproperlyConfigured with the reason when it is blank."""
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {why}")
    return value


def flag(name: str, default: bool) -> bool:
    """1 or 0 (also true/false, yes/no, on/off); raises ImproperlyConfigured for anything else."""
    value = text(name, "1" if default else "0").lower()
    if value not in ON | OFF:
        raise ImproperlyConfigured(f"{name} is {value!r}. It takes 1 or 0.")
    return value in ON


def listing(name: str) -> list[str]:
    """A comma-separated list without empty items."""
    return [item.strip() for item in text(name).split(",") if item.strip()]


def folder(name: str, default: Path) -> Path:
    """A folder, made when it is not there; raises ImproperlyConfigured when it cannot be."""
    path = Path(text(name) or default).expanduser().resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{name} is {path}, which cannot be made: {error.strerror}.") from error
    return path


SQLITE_OPTIONS = {
    # Readers and one writer at a time; a writer waits its turn instead of failing half-way.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=33554432; PRAGMA cache_size=-8000"
    ),
}


def database(name: str, default_file: Path) -> dict[str, Any]:
    """Django's settings of a database from a URL (SQLite or PostgreSQL), with persistent connections."""
    value = text(name) or f"sqlite:///{default_file}"
    try:
        settings: dict[str, Any] = dict(dj_database_url.parse(value, conn_max_age=600))
    except Exception as error:
        raise ImproperlyConfigured(
            f"{name} cannot be read: {error} It takes sqlite:///PATH or postgres://..."
        ) from error
    if settings["ENGINE"].endswith("sqlite3"):
        settings["OPTIONS"] = {**settings.get("OPTIONS", {}), **SQLITE_OPTIONS}
    elif settings["ENGINE"].endswith("postgresql"):
        settings["CONN_HEALTH_CHECKS"] = True
    else:
        raise ImproperlyConfigured(f"{name} names {settings['ENGINE']}. Casebook runs on SQLite and PostgreSQL.")
    return settings


def cache(name: str) -> dict[str, Any]:
    """Django's settings of a cache from a URL; each process's own memory by default."""
    value = text(name, "locmemcache://") or "locmemcache://"
    try:
        return dict(environ.Env.cache_url_config(value))
    except Exception as error:
        raise ImproperlyConfigured(f"{name} cannot be read: {error}. It takes redis://HOST:PORT/1, say.") from error


def email(name: str) -> dict[str, Any]:
    """Django's EMAIL_ settings from a URL; to the console by default."""
    value = text(name, "consolemail://") or "consolemail://"
    try:
        found = dict(environ.Env.email_url_config(value))
    except Exception as error:
        raise ImproperlyConfigured(
            f"{name} cannot be read: {error}. It takes smtp+tls://USER:PASSWORD@HOST:587, say."
        ) from error
    return {key: value for key, value in found.items() if key.startswith("EMAIL_") and key != "EMAIL_FILE_PATH"}
