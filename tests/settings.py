"""Settings of the test run: the product's own, with what a test must not wait for or leave behind."""

import os
import tempfile

SCRATCH = tempfile.mkdtemp(prefix="casebook-tests-")
os.environ.update(
    SECRET_KEY="only for tests",
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
    CASEBOOK_DATA_DIR=SCRATCH,
    CASEBOOK_HTTPS="0",
    CASEBOOK_ORGANISATION="cheshire-and-wirral-partnership",
    CASEBOOK_CONTACT="",
)
from casebook.settings import *  # noqa: E402, F403
from casebook.settings import STORAGES  # noqa: E402

# Tests must not need `collectstatic`; a fast hasher, since no password here guards anything.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
