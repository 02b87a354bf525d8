"""Django's settings, all derived from config.env."""

from typing import Any

import environ

from config.env import (
    BASE,
    DATABASE_URL,
    DEBUG,
    IDENTITY_URL,
    PRODUCTION,
    PROVINCE_NAME,
    PUBLIC_URL,
    VAR,
    UnsafeConfiguration,
    allowed_hosts,
    env,
    master_key,
    secret_key,
)
from txng.core.postgres import layout

if PRODUCTION and DEBUG:
    raise UnsafeConfiguration("TXNG_PRODUCTION=true and TXNG_DEBUG=true exclude each other.")

SECRET_KEY = secret_key()
TXNG_MASTER_KEY = master_key()
TXNG_IS_PRODUCTION = PRODUCTION
TXNG_PUBLIC_URL = PUBLIC_URL
TXNG_IDENTITY_URL = IDENTITY_URL
TXNG_PROVINCE_NAME = PROVINCE_NAME
ALLOWED_HOSTS = allowed_hosts()

ROOMS = [
    "txng.core",
    "txng.ui",
    "txng.parties",
    "txng.library",
    "txng.catalogue",
    "txng.identify",
    "txng.capture",
    "txng.trace",
    "txng.stamps",
    "txng.planning",
    "txng.verify",
    "txng.reporting",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "axes",
    "procrastinate.contrib.django",
    *ROOMS,
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "txng.ui.middleware.BodyLimitMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "txng.parties.middleware.ActingMiddleware",
    "txng.parties.middleware.ApiUseMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "txng.ui.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "config.frame.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.l10n",
                "txng.ui.templatetags.frame",
                "txng.ui.templatetags.figures",
                "txng.ui.templatetags.form_fields",
                "txng.ui.templatetags.charts",
            ],
        },
    }
]


def _database() -> dict[str, Any]:
    """One engine: PostgreSQL, embedded or elsewhere, through a persistent connection."""
    chosen: dict[str, Any] = environ.Env.db_url_config(DATABASE_URL or layout(VAR).url)
    if chosen["ENGINE"] != "django.db.backends.postgresql":
        raise UnsafeConfiguration("DATABASE_URL must name a PostgreSQL server (postgresql://…).")
    # Only core.statements prepares (Django's own cursors write values into the text). One plan fits
    # all its values; to plan anew for each would take half of its time.
    options = chosen.get("OPTIONS", {})
    # Half of the trigrams of a name make it like enough: see core.search.resembles.
    ours = "-c plan_cache_mode=force_generic_plan -c pg_trgm.word_similarity_threshold=0.5"
    start = f"{options.get('options', '')} {ours}".strip()
    options = {**options, "options": start, "prepare_threshold": 5}
    return {**chosen, "OPTIONS": options, "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "parties.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "public:parties:sign_in"
LOGIN_REDIRECT_URL = "public:ui:workspace"
TXNG_OFFICERS_NEED_MFA = env.bool("TXNG_OFFICERS_NEED_MFA", PRODUCTION)
"""Officers sign in with a second step before they see anything of their agency."""
TXNG_OFFICERS_IDLE_MINUTES = env.int("TXNG_OFFICERS_IDLE_MINUTES", 30)
"""An officer who does nothing for so long signs in anew."""
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 1
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "username"
AXES_CLIENT_IP_CALLABLE = "txng.core.asker.address_of"
"""Behind a proxy everybody would seem one address, and anybody could lock anybody out."""
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "txng.parties.views.public.locked_out"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_THOUSAND_SEPARATOR = True
LOCALE_PATHS = [BASE / "config" / "locale"]
FORMAT_MODULE_PATH = ["txng.ui.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
NODE = BASE / "node_modules"
STATICFILES_DIRS = [
    ("vendor/bootstrap", NODE / "bootstrap" / "dist" / "css"),
    ("vendor/htmx", NODE / "htmx.org" / "dist"),
    ("vendor/idb", NODE / "idb" / "build"),
    ("vendor/zxing", NODE / "zxing-wasm" / "dist" / "iife" / "reader"),
    ("vendor/zxing", NODE / "zxing-wasm" / "dist" / "reader"),
    ("vendor/be-vietnam-pro", NODE / "@fontsource" / "be-vietnam-pro" / "files"),
]
TXNG_ICONS = NODE / "bootstrap-icons" / "icons"
TXNG_PRINT_FONTS = [
    NODE / "@expo-google-fonts" / "be-vietnam-pro" / weight
    for weight in ("400Regular", "600SemiBold")
]
TXNG_PAPER_FONTS = NODE / "@expo-google-fonts" / "tinos"
"""The typeface of administrative papers: metrics of Times New Roman, free."""
TXNG_GUIDE = BASE / "docs" / "huong-dan"
"""Chapters of the guide, in Markdown."""
TXNG_GUIDE_PICTURES = VAR / "guide"
"""Pictures of the guide, taken from a running portal by `make guide`."""
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
TXNG_PRIVATE_ROOT = VAR / "private"
TXNG_AREA_CODE_PATTERN = env.str("TXNG_AREA_CODE_PATTERN", r"[A-Z0-9][A-Z0-9./\-]{2,38}")
"""Form of growing-area and packing-house codes; narrower where a province has its own."""
TXNG_SCANS_BEHIND = True
TXNG_SCAN_MONTHS = env.int("TXNG_SCAN_MONTHS", 13)
TXNG_REMINDER_DAYS = env.list("TXNG_REMINDER_DAYS", cast=int, default=[90, 30, 7])
"""So many days before a certificate, a rating or a company prefix ends its holder is reminded."""
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
TXNG_LARGEST_BODY = 64 * 1024 * 1024
"""Most bytes of a form with its files; a photo may have 60 MB."""
TXNG_QUIET_DAYS = env.int("TXNG_QUIET_DAYS", 14)
"""An open lot of which nothing was told for so long is called to its holder's mind."""
TXNG_LATE_HOURS = env.int("TXNG_LATE_HOURS", 48)
"""Recorded longer than this after it happened, an entry is marked late; a step may say its own."""
TXNG_CAPTURE_FILE_SIZE_LIMIT = env.int("TXNG_CAPTURE_FILE_SIZE_LIMIT", 20 * 1024 * 1024)
"""Most bytes of one EPCIS document; what is longer is refused before it is read whole."""

EMAIL_URL = env.str("TXNG_EMAIL_URL", "")
"""smtp+tls://user:password@host:587; empty: messages are kept as files and go nowhere."""
EMAIL_FILE_PATH = VAR / "mail"
EMAIL_TIMEOUT = 20
vars().update(
    environ.Env.email_url_config(EMAIL_URL)
    if EMAIL_URL
    else {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend"}
)
TXNG_SMS_GATEWAY = env.str("TXNG_SMS_GATEWAY", "txng.core.sms.FileGateway")
"""Dotted path of a class with `send(number, text)`; the default keeps messages as a file."""
DEFAULT_FROM_EMAIL = env.str("TXNG_EMAIL_FROM", "khong-tra-loi@truyxuat.example")

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "media-src": ["'self'", "blob:"],
        "worker-src": ["'self'"],
        "style-src": ["'self'"],
        # WebAssembly only, never scripts from text: the reader of barcodes needs it.
        "script-src": ["'self'", "'wasm-unsafe-eval'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("TXNG_LOG_LEVEL", "WARNING")},
}
