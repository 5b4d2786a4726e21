"""Every setting, typed, from the environment. `guildmark showconfig` prints them with secrets redacted.

A secret may come from a file: `GUILDMARK_SECRET_KEY_FILE` instead of `GUILDMARK_SECRET_KEY`.
"""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from config.environment import Environment
from config.secrets import kept_secret
from guildmark.rooms import ROOMS

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment()

# Where this installation keeps what it must not lose: database, evidence, keys.
DATA_DIR = Path(env.str("GUILDMARK_DATA_DIR", default=str(BASE_DIR / ".data")))
DATA_DIR.mkdir(parents=True, exist_ok=True)
env.read_record(DATA_DIR)

DEMO: bool = env.bool("GUILDMARK_DEMO", default=False)
DEBUG: bool = env.bool("GUILDMARK_DEBUG", default=False)
BASE_URL: str = env.str("GUILDMARK_BASE_URL", default="http://localhost:8000").rstrip("/")
SECRET_KEY: str = env.str("GUILDMARK_SECRET_KEY", default="") or kept_secret(DATA_DIR / "secret-key")
ALLOWED_HOSTS: list[str] = env.list("GUILDMARK_ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("GUILDMARK_TRUSTED_ORIGINS", default=[BASE_URL])

# The name under which this company vouches, on credentials and certificates.
ORGANISATION: str = env.str("GUILDMARK_ORGANISATION", default="Alder & Quay Instruments" if DEMO else "This company")

# The signing key lives outside the database, encrypted with a key derived from this passphrase.
SIGNING_KEY_DIR = Path(env.str("GUILDMARK_SIGNING_KEY_DIR", default=str(DATA_DIR / "keys")))
SIGNING_KEY_PASSPHRASE: str = env.str("GUILDMARK_SIGNING_KEY_PASSPHRASE", default="") or SECRET_KEY

BLOB_DIR = Path(env.str("GUILDMARK_BLOB_DIR", default=str(DATA_DIR / "blobs")))
UPLOAD_LIMIT_BYTES: int = env.int("GUILDMARK_UPLOAD_LIMIT_BYTES", default=50 * 1024 * 1024)
# Film and sound may be larger; all of one submission's files together take no more than its quota.
MEDIA_LIMIT_BYTES: int = env.int("GUILDMARK_MEDIA_LIMIT_BYTES", default=4 * 1024**3)
SUBMISSION_QUOTA_BYTES: int = env.int("GUILDMARK_SUBMISSION_QUOTA_BYTES", default=8 * 1024**3)

# Looks into films, where it is installed: their length and one picture. A path, or a name to be found.
FFMPEG: str = env.str("GUILDMARK_FFMPEG", default="ffmpeg")

# How many seats one assessor may have open at a time; assignment goes no further.
OPEN_SEATS_PER_ASSESSOR: int = env.int("GUILDMARK_OPEN_SEATS_PER_ASSESSOR", default=8)

# So many days after it was due, a seat that nobody has begun with goes to somebody else, where somebody can take it.
SEAT_GRACE_DAYS: int = env.int("GUILDMARK_SEAT_GRACE_DAYS", default=7)

# How many seconds the search for the best panels may take; then the best found is used, and that is said.
PANEL_SECONDS: float = env.float("GUILDMARK_PANEL_SECONDS", default=20.0)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "template_partials.apps.SimpleAppConfig",
    *(f"guildmark.{room}" for room in ROOMS),
    *(["simulation"] if DEMO else []),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "guildmark.kernel.middleware.SessionOverMiddleware",
    "guildmark.people.middleware.SignInRequired",
    "guildmark.kernel.middleware.AddressMiddleware",
    "guildmark.kernel.middleware.ReaderMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "guildmark.kernel.middleware.NothingToShowMiddleware",
    "guildmark.kernel.middleware.RefusedMiddleware",
    "guildmark.kernel.middleware.DevicesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

# The loader of partials stands outermost: the cached one would never ask it.
_files = "django.template.loaders.app_directories.Loader"
_loaders = [
    ("template_partials.loader.Loader", [_files if DEBUG else ("django.template.loaders.cached.Loader", [_files])])
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": _loaders,
            "builtins": ["template_partials.templatetags.partials", "django.templatetags.i18n"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "guildmark.portal.shell.shell",
            ],
        },
    }
]

DATABASES = {"default": env.db_url("GUILDMARK_DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'guildmark.sqlite3'}")}
# Opening costs: SQLite reads its whole schema again, 3.6 ms of CPU where a small page takes 1.2.
DATABASES["default"]["CONN_MAX_AGE"] = env.int("GUILDMARK_DATABASE_CONN_MAX_AGE", default=60)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    if env.bool("GUILDMARK_DATABASE_PREPARED", default=True):  # not behind a pooler that shares sessions
        DATABASES["default"]["OPTIONS"] = {
            "server_side_binding": True,
            "prepare_threshold": 2,
            "options": "-c plan_cache_mode=force_generic_plan",
        }

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Person"
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in/"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
PASSWORD_RESET_TIMEOUT: int = env.int("GUILDMARK_SIGN_IN_LINK_SECONDS", default=24 * 3600)
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("nl", _("Dutch"))]
LANGUAGES_IN_THEIR_OWN_WORDS = [("en", "English"), ("nl", "Nederlands")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env.str("GUILDMARK_TIME_ZONE", default="Europe/Amsterdam")
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(BLOB_DIR)}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or env.bool("GUILDMARK_PLAIN_STATIC", default=False)
        else "guildmark.kernel.staticfiles.HashedStaticFiles"
    },
}

EMAIL_CONFIG = env.email_url(
    "GUILDMARK_EMAIL_URL", default=f"filemail://{DATA_DIR / 'mail'}" if DEMO else "consolemail://"
)
EMAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_HOST = EMAIL_CONFIG.get("EMAIL_HOST", "localhost")
EMAIL_PORT = EMAIL_CONFIG.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = EMAIL_CONFIG.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = EMAIL_CONFIG.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_CONFIG.get("EMAIL_USE_TLS", False)  # smtp+tls://
EMAIL_USE_SSL = EMAIL_CONFIG.get("EMAIL_USE_SSL", False)  # smtp+ssl://
EMAIL_FILE_PATH = f"/{folder}" if (folder := EMAIL_CONFIG.get("EMAIL_FILE_PATH")) else None  # filemail:///folder
EMAIL_TIMEOUT: int = env.int("GUILDMARK_EMAIL_TIMEOUT_SECONDS", default=20)
DEFAULT_FROM_EMAIL = env.str("GUILDMARK_FROM_EMAIL", default="Guildmark <guildmark@localhost>")

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BASE_URL.startswith("https://")
SESSION_COOKIE_NAME = "guildmark_session"
SESSION_COOKIE_AGE = env.int("GUILDMARK_SESSION_SECONDS", default=14 * 24 * 3600)
SECURE_REFERRER_POLICY = "same-origin"
BEHIND_PROXY: bool = env.bool("GUILDMARK_BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "guildmark.kernel.uploading.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("GUILDMARK_LOG_LEVEL", default="WARNING")},
}
