"""Settings, all from the environment; the README lists them with their defaults."""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from casebook import environment as env

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.folder("CASEBOOK_DATA_DIR", BASE_DIR / "var")

DEBUG = env.flag("DEBUG", False)
SECRET_KEY = env.required(
    "SECRET_KEY",
    "Give it 50 random characters and keep them secret: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'",
)
ALLOWED_HOSTS = env.listing("ALLOWED_HOSTS")
if not ALLOWED_HOSTS and not DEBUG:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS is not set. Name the hosts readers use, with commas: casebook.example.nhs.uk"
    )
CSRF_TRUSTED_ORIGINS = env.listing("CSRF_TRUSTED_ORIGINS")
for _origin in CSRF_TRUSTED_ORIGINS:
    if "://" not in _origin:
        raise ImproperlyConfigured(f"CSRF_TRUSTED_ORIGINS holds {_origin!r}. Each begins with https:// or http://.")

DATABASES = {"default": env.database("DATABASE_URL", DATA_DIR / "casebook.sqlite3")}
CACHES = {"default": env.cache("CACHE_URL")}
EMAIL_TIMEOUT = 30  # seconds; a mail server that says nothing must not hold up the others
globals().update(env.email("EMAIL_URL"))

CASEBOOK_NAME = env.text("CASEBOOK_NAME", "Casebook") or "Casebook"
CASEBOOK_ORGANISATION = env.text("CASEBOOK_ORGANISATION")
CASEBOOK_CONTACT = env.text("CASEBOOK_CONTACT")
if CASEBOOK_CONTACT and "@" not in CASEBOOK_CONTACT:
    raise ImproperlyConfigured(
        f"CASEBOOK_CONTACT is {CASEBOOK_CONTACT!r}. It takes the communications team's e-mail address."
    )
_HOST = next((one.lstrip(".") for one in ALLOWED_HOSTS if "." in one and "*" not in one), "localhost")
DEFAULT_FROM_EMAIL = CASEBOOK_CONTACT or f"casebook@{_HOST}"
CASEBOOK_NHS_LOGO = env.flag("CASEBOOK_NHS_LOGO", False)
CASEBOOK_PAGE_CACHE = env.flag("CASEBOOK_PAGE_CACHE", True)
CASEBOOK_SEARCH_LOG = env.flag("CASEBOOK_SEARCH_LOG", True)
CASEBOOK_SECOND_PERSON = env.flag("CASEBOOK_SECOND_PERSON", False)
CASEBOOK_EDITORS_MAY_CORRECT = env.flag("CASEBOOK_EDITORS_MAY_CORRECT", False)

INSTALLED_APPS = [
    # First, so that its `loaddata` and admin templates stand before Django's.
    "entries.apps.EntriesConfig",
    "django_prose_editor",
    "taggit",
    "reversion",
    "django_filters",
    "csp",
    "entries.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]
MIDDLEWARE = [
    "entries.serving.apart.ApartMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "entries.serving.coding.GzipMiddleware",
    "entries.serving.policy.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "casebook.urls"
WSGI_APPLICATION = "casebook.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "entries.serving.context.public",
            ],
        },
    }
]

AUTH_USER_MODEL = "entries.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "admin:login"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The desk takes up to 200 files at once and says so; beyond this, Django refuses without a word of ours.
DATA_UPLOAD_MAX_NUMBER_FILES = 500

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "casebook.storage.ContentHashStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
TAGGIT_CASE_INSENSITIVE = True

HTTPS = env.flag("CASEBOOK_HTTPS", True)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# The admin's editor needs an import map (allowed by a nonce) and style attributes while text is pasted.
ADMIN_CSP = {"script-src": [SELF, NONCE], "style-src-attr": ["'unsafe-inline'"]}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
