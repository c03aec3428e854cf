"""All settings of a node. Secrets come from fyr.node and have no default."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from fyr import node


def _flag(name: str) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value in ("", "0", "no", "false"):
        return False
    if value in ("1", "yes", "true"):
        return True
    raise node.NodeError(f"{name}={value!r} is neither yes nor no. Write {name}=1 or leave it out.")


def _number(name: str, default: int) -> int:
    value = os.environ.get(name, "").strip() or str(default)
    if not value.isdecimal():
        raise node.NodeError(f"{name}={value!r} is not a number. Write {name}={default} or leave it out.")
    return int(value)


def _list(name: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


HERE = Path(__file__).resolve().parent
HOME = node.home()
NODE_KIND = node.kind()
DEBUG = False
PORT = _number("FYR_PORT", 8000)

# A folder without a node can still print help or make one; it just cannot sign anything.
try:
    SECRET_KEY = node.secret("session").hex()
except node.NodeError:
    SECRET_KEY = ""

# FYR_ORIGINS names the public addresses, such as https://fyr.example.se.
ORIGINS = _list("FYR_ORIGINS")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *(urlsplit(origin).hostname or "" for origin in ORIGINS)]
CSRF_TRUSTED_ORIGINS = ORIGINS
SECURE = any(origin.startswith("https://") for origin in ORIGINS)
# Set by an operator whose proxy overwrites this header; never trusted otherwise.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _flag("FYR_BEHIND_PROXY") else None

# Who publishes the open data about grants. Without a prefix and an id of its own a node publishes under names that say so.
GIVING_PREFIX = os.environ.get("FYR_GIVING_PREFIX", "").strip() or "fyr"
FUNDING_PUBLISHER = os.environ.get("FYR_PUBLISHER", "").strip()
FUNDING_PUBLISHER_ID = os.environ.get("FYR_PUBLISHER_ID", "").strip()
FUNDING_PUBLISHER_SITE = os.environ.get("FYR_PUBLISHER_SITE", "").strip()

# Slices kept outside this repository; the tests use it for a slice of their own.
EXTRA_APPS = _list("FYR_EXTRA_APPS")
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "fyr.vault",
    "fyr.journal",
    "fyr.access",
    "fyr.work",
    "fyr.web",
    "fyr.office",
    "fyr.cases",
    "fyr.funding",
    "fyr.returns",
    *EXTRA_APPS,
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "fyr.web.middleware.Headers",
    "fyr.journal.middleware.JournalMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "fyr.access.middleware.ActingMember",
    "django.middleware.locale.LocaleMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "fyr.access.middleware.Rules",
    "fyr.web.moved.Moves",
]

ROOT_URLCONF = "fyr.urls"
WSGI_APPLICATION = "fyr.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Before those of django-allauth, which they replace.
        "DIRS": [HERE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fyr.web.context.frame",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"


def database(url: str | None) -> dict:
    """Django's settings for a database: SQLite in FYR_HOME where there is no address."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "fyr.sqlite3",
            "CONN_MAX_AGE": 600,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
                    "PRAGMA temp_store=MEMORY;PRAGMA mmap_size=134217728;PRAGMA journal_size_limit=67108864;"
                    "PRAGMA cache_size=-20000;PRAGMA secure_delete=ON;"
                ),
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise node.NodeError("FYR_DATABASE_URL must look like postgresql://user:password@host:5432/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": database(os.environ.get("FYR_DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# On PostgreSQL every connection that serves members steps down to this role, which owns nothing and to which the
# migrations grant what it needs. The owner's own upkeep does without ("none").
DATABASE_ROLE = os.environ.get("FYR_DATABASE_ROLE") or "fyr_app"
if DATABASE_ROLE not in ("none", "fyr_app"):
    raise node.NodeError(
        f"FYR_DATABASE_ROLE={DATABASE_ROLE!r} is no such role. Leave it out, or write none for upkeep by the owner."
    )

# Sign-in limits must hold across processes, so they are counted in the database.
CACHES = {"default": {"BACKEND": "fyr.work.cache.SharedCache"}}

AUTH_USER_MODEL = "access.Member"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "web:my_day"
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "fyr.access.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
MFA_ADAPTER = "fyr.access.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
# A passkey that has asked for her finger, face or PIN is both factors at once.
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# A passkey cannot be guessed; a whole office that begins its day behind one address must not be held back.
MFA_RATE_LIMITS = {"webauthn_login": "100/m/ip"}
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Fyr"

SESSION_ENGINE = "fyr.access.sessions"
SESSION_COOKIE_NAME = "fyr_session"
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_NAME = "fyr_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "fyr.web.errors.csrf_failure"
LANGUAGE_COOKIE_NAME = "fyr_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_SSL_REDIRECT = False
# "no-referrer" would make browsers send "Origin: null" with forms, which looks like an attack.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Where the quick exit leads: an everyday page that says nothing about Fyr.
QUICK_EXIT = os.environ.get("FYR_QUICK_EXIT") or "https://www.smhi.se/"
_exit = urlsplit(QUICK_EXIT)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "img-src": [SELF, "data:"],
        "form-action": [SELF, f"{_exit.scheme}://{_exit.netloc}"],
        "manifest-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Swedish")), ("en", _("English"))]
LOCALE_PATHS = [HERE / "locale"]
FORMAT_MODULE_PATH = ["fyr.web.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("FYR_STATIC") or HERE.parents[1] / ".static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# A form that is larger than this is an attack or a mistake, not a case.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 5
# Nothing of a file touches the disk before it is sealed: no folder for temporary files, whatever its size.
FILE_UPLOAD_HANDLERS = ["fyr.web.uploads.MemoryOnly"]
UPLOAD_LARGEST = 10 * 1024 * 1024
UPLOAD_READ_AT_MOST = 4 * UPLOAD_LARGEST
# Of all documents of one case together.
DOCUMENTS_LARGEST = 200 * 1024 * 1024
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("FYR_SMTP_HOST") or "localhost"
EMAIL_PORT = _number("FYR_SMTP_PORT", 25)
EMAIL_HOST_USER = os.environ.get("FYR_SMTP_USER") or ""
EMAIL_HOST_PASSWORD = os.environ.get("FYR_SMTP_PASSWORD") or ""
EMAIL_USE_TLS = _flag("FYR_SMTP_TLS")
DEFAULT_FROM_EMAIL = os.environ.get("FYR_MAIL_FROM") or "fyr@localhost"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "fyr.web.redact.Formatter", "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}
DEFAULT_EXCEPTION_REPORTER_FILTER = "fyr.web.redact.ExceptionFilter"
# TLS, its redirect and its lists belong to the proxy in front; frames are refused by the content security policy.
SILENCED_SYSTEM_CHECKS = ["security.W002", "security.W005", "security.W008", "security.W021"]
