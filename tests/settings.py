"""Settings of the test run: the product's own, with what a test must not wait for or leave behind."""

import atexit
import os
import shutil
import tempfile

SCRATCH = tempfile.mkdtemp(prefix="casebook-tests-")
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)
# Only the second leg of a test run (tests/plugins/two_databases.py) has a PostgreSQL of its own to fill.
if "CASEBOOK_SECOND_LEG" not in os.environ:
    os.environ.pop("DATABASE_URL", None)
os.environ.update(
    SECRET_KEY="only for tests",
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
    CASEBOOK_DATA_DIR=SCRATCH,
    CASEBOOK_HTTPS="0",
    CASEBOOK_ORGANISATION="cheshire-and-wirral-partnership",
    CASEBOOK_CONTACT="",
    # The log has a thread and a connection of its own, past the transaction in which a test runs.
    CASEBOOK_SEARCH_LOG="0",
)
from casebook.settings import *  # noqa: E402, F403
from casebook.settings import DATABASES, STORAGES  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: threads (the live server's, a test of two writers) meet as they do in production.
    DATABASES["default"]["TEST"] = {"NAME": os.path.join(SCRATCH, "tests.sqlite3")}

# Tests must not need `collectstatic`; a fast hasher, since no password here guards anything.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
