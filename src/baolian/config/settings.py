"""Settings, all from the environment: BAOLIAN_HOME, BAOLIAN_DATABASE_URL and a few switches."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path

from baolian.config.databases import database_settings
from baolian.faces.cli.homes import FILE, home

PACKAGE = Path(__file__).resolve().parent.parent
HOME = home()


def secret_key() -> str:
    """The site's own key, made once and kept in its home, readable by its owner only."""
    if key := os.environ.get("BAOLIAN_SECRET_KEY"):
        return key
    file = HOME / "secret.key"
    if not file.exists():
        make_secret_key(file)
    return file.read_text(encoding="ascii").strip()


def make_secret_key(file: Path) -> None:
    """Whoever is second leaves the first one's key as it is; it appears whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
    fd = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(fd, "w", encoding="ascii") as out:
        out.write(secrets.token_urlsafe(50))
    try:
        # O_EXCL on the file itself would let another process read it before it is written
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


SECRET_KEY = secret_key()
DEBUG = os.environ.get("BAOLIAN_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("BAOLIAN_HOSTS", "127.0.0.1,localhost").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("BAOLIAN_ORIGINS", "").split(",") if o]

# A demo site wears 演示数据 on every page; its clock may stand still (ISO moment with offset).
# `baolian demo` leaves demo.json in the home it builds, so that every command knows.
DEMO_FILE = HOME / "demo.json"
DEMO = DEMO_FILE.exists()
DEMO_FACTS = json.loads(DEMO_FILE.read_text(encoding="utf-8")) if DEMO else {}
FIXED_CLOCK = os.environ.get("BAOLIAN_CLOCK", DEMO_FACTS.get("clock", ""))

INSTALLED_APPS = [
    "baolian.records.lookup",
    "baolian.records.journal",
    "baolian.records.people",
    "baolian.records.lists",
    "baolian.records.rulebook",
    "baolian.records.subjects",
    "baolian.records.pairings",
    "baolian.records.readings",
    "baolian.records.matters",
    "baolian.records.visits",
    "baolian.records.meetings",
    "baolian.routines.supervision",
    "baolian.routines.exchange",
    "baolian.routines.bulletins",
    "baolian.faces.parts",
    "baolian.faces.console",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
]

MIDDLEWARE = [
    "baolian.faces.parts.middleware.ContentSecurity",
    "django.middleware.security.SecurityMiddleware",
    "baolian.faces.parts.middleware.NotKept",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # a page is open to strangers only where it says so
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "baolian.faces.parts.passwords.OwnPasswordFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "baolian.config.urls"
WSGI_APPLICATION = "baolian.config.wsgi.application"
FORM_RENDERER = "baolian.faces.parts.rendering.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "baolian.faces.parts.context.site",
                "baolian.faces.console.bell.bell",
            ],
        },
    },
]

DEFAULT_DATABASE = f"sqlite:///{HOME / FILE}"
DATABASES = {"default": database_settings(os.environ.get("BAOLIAN_DATABASE_URL", DEFAULT_DATABASE))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

# Length, no list of required signs and no expiry: docs/maintainers/architecture.md, "Where rule
# books disagree". A one-time password made by the office is random and not asked.
VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "baolian.faces.parts.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {
        "NAME": f"{VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username"]},
    },
    {"NAME": f"{VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{VALIDATION}.NumericPasswordValidator"},
]

# Sign-in, see docs/decisions/0002-sign-in.md. Failures are limited per account and per address; the
# counts must be shared by all processes of the site, hence a cache in its home and not in memory.
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "baolian.faces.parts.signing_in.Accounts"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PRESERVE_USERNAME_CASING = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "30/m/ip,5/5m/key"}
CSRF_FAILURE_VIEW = "baolian.faces.parts.errors.forgery_suspected"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": HOME / "cache",
    }
}

# Workbooks wait here for a day to be confirmed; never below STATIC_ROOT. A file that is sent in is
# held in memory up to a limit, and so lies in no folder that others share.
UPLOADS = HOME / "uploads"
FILE_UPLOAD_HANDLERS = ["baolian.faces.parts.sent_files.Bounded"]
# who sent a workbook in may not be the one who confirms it
IMPORT_BY_TWO = os.environ.get("BAOLIAN_IMPORT_BY_TWO") == "1"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
# chosen once, kept a year; the theme's cookie too
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
# made on this machine: the bundle that draws charts, see faces/parts/vega.py; sites may share it
MADE = Path(os.environ.get("BAOLIAN_MADE", HOME / "made"))
STATICFILES_DIRS = [("made", MADE)]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
# behind a proxy that speaks https, BAOLIAN_HTTPS=1 keeps the cookies off plain connections
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("BAOLIAN_HTTPS") == "1"
SILENCED_SYSTEM_CHECKS = ["staticfiles.W004"]  # MADE is there once something was made

# what fails is told on the standard error, which the service manager keeps; Django would e-mail it
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["stderr"], "level": "ERROR"}},
}
