"""Settings, all from the environment, with embedded defaults and clear refusals.

Production sets `YOUJU_PRODUCTION=1`, which makes `YOUJU_SECRET_KEY`, `YOUJU_FIELD_KEYS`,
`YOUJU_DATABASE_URL` and `YOUJU_HOSTS` required. Without it Youju runs on SQLite in
`YOUJU_DATA_DIR`, with keys that it makes once and keeps there.
"""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONCE, SELF
from django.core.exceptions import ImproperlyConfigured

from youju.kernel.secrets import kept_secret
from youju.rooms import ROOMS

PACKAGE = Path(__file__).resolve().parent
PRODUCTION = os.environ.get("YOUJU_PRODUCTION") == "1"
DATA_DIR = Path(os.environ.get("YOUJU_DATA_DIR") or Path.cwd() / "var").resolve()


def _env(name: str, default: str, *, why: str) -> str:
    """Return the variable, or the embedded default; in production it must be set."""
    value = os.environ.get(name, "")
    if not value and PRODUCTION:
        raise ImproperlyConfigured(f"正式环境须设置 {name}：{why}")
    return value or default


SECRET_KEY = os.environ.get("YOUJU_SECRET_KEY", "")
FIELD_KEYS = os.environ.get("YOUJU_FIELD_KEYS", "")
if PRODUCTION:
    _env("YOUJU_SECRET_KEY", "", why="会话签名密钥，至少 50 个字符")
    _env(
        "YOUJU_FIELD_KEYS",
        "",
        why="字段加密密钥，写作 编号:64位十六进制，多个用逗号分开，第一个用于加密",
    )
SECRET_KEY = SECRET_KEY or kept_secret(DATA_DIR, "secret-key")
FIELD_KEYS = FIELD_KEYS or "k1:" + kept_secret(DATA_DIR, "field-key")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("YOUJU_SECRET_KEY 太短：至少 50 个字符")

DEBUG = os.environ.get("YOUJU_DEBUG") == "1" and not PRODUCTION
ALLOWED_HOSTS = _env(
    "YOUJU_HOSTS", "localhost,127.0.0.1,[::1],testserver", why="允许的域名，逗号分开"
).split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_vite",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "csp",
    "django_tasks",
    "django_tasks_db",
    *(f"youju.{room}" for room in ROOMS),
]

MIDDLEWARE = [
    "youju.kernel.memory.roomy",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "youju.ui.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "youju.ui.middleware.NamesMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "youju.organisations.middleware.AskerMiddleware",
    "youju.ui.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "youju.urls"
WSGI_APPLICATION = "youju.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

FORM_RENDERER = "youju.ui.renderer.UiRenderer"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "youju.console.shell.shell",
            ],
            "builtins": ["youju.ui.templatetags.ui"],
        },
    }
]

_database_url = _env(
    "YOUJU_DATABASE_URL",
    f"sqlite:///{DATA_DIR / 'youju.sqlite3'}",
    why="如 postgres://用户@主机:5432/youju",
)
_database: dict[str, Any] = dict(dj_database_url.parse(_database_url))
if _database["ENGINE"].endswith("sqlite3"):
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456;",
    }
elif _database["ENGINE"].endswith("postgresql"):
    # Compiling a plan took a second where running it took a twentieth of that.
    _database["OPTIONS"] = {
        "pool": {"min_size": 1, "max_size": int(os.environ.get("YOUJU_POOL", "8"))},
        "options": "-c jit=off",
    }
else:
    raise ImproperlyConfigured("YOUJU_DATABASE_URL 只支持 sqlite 和 postgres")
DATABASES = {"default": _database}

AUTH_USER_MODEL = "organisations.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "youju.organisations.passwords.MixedValidator"},
]
LOGIN_URL = "organisations:sign_in"
LOGIN_REDIRECT_URL = "/"
AXES_FAILURE_LIMIT = int(os.environ.get("YOUJU_SIGN_IN_TRIES", "5"))
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "youju.organisations.views.locked_out"
AXES_RESET_ON_SUCCESS = True
OTP_TOTP_ISSUER = "有据"

SESSION_ENGINE = "youju.organisations.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_IDLE_SECONDS = int(os.environ.get("YOUJU_IDLE_MINUTES", "30")) * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("YOUJU_ORIGINS", "").split(",") if o]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "style-src": [SELF, NONCE],
        "script-src": [SELF, NONCE],
        "frame-ancestors": ["'none'"],
        "form-action": [SELF],
        "base-uri": [SELF],
        "object-src": ["'none'"],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

TILES = os.environ.get("YOUJU_TILES", "")  # a server of map tiles: https://…/{z}/{x}/{y}.png
TILES_GCJ02 = os.environ.get("YOUJU_TILES_GCJ02") == "1"
if TILES:
    if not all(part in TILES for part in ("://", "{z}", "{x}", "{y}")):
        raise ImproperlyConfigured("YOUJU_TILES 应写作 https://主机/{z}/{x}/{y}.png")
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"] = [
        SELF, "data:", "blob:", "/".join(TILES.split("/")[:3]),
    ]  # fmt: skip
PORTAL_BITS = int(os.environ.get("YOUJU_PUBLIC_WORK", "17"))  # what a browser works out to report
PROXIES = int(os.environ.get("YOUJU_PROXIES", "0"))  # own proxies in front, each adding an address
PUBLIC_URL = os.environ.get("YOUJU_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")

# Reminders to people's own addresses; without a host or an address nothing is offered.
EMAIL_HOST = os.environ.get("YOUJU_MAIL_HOST", "")
EMAIL_USE_SSL = os.environ.get("YOUJU_MAIL_TLS", "ssl") == "ssl"
EMAIL_USE_TLS = os.environ.get("YOUJU_MAIL_TLS") == "starttls"
_mail_port = 465 if EMAIL_USE_SSL else 587 if EMAIL_USE_TLS else 25
EMAIL_PORT = int(os.environ.get("YOUJU_MAIL_PORT", _mail_port))
EMAIL_HOST_USER = os.environ.get("YOUJU_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("YOUJU_MAIL_PASSWORD", "")
EMAIL_TIMEOUT = 8
DEFAULT_FROM_EMAIL = os.environ.get("YOUJU_MAIL_FROM", EMAIL_HOST_USER)
SMS_URL = os.environ.get("YOUJU_SMS_URL", "")
SMS_BODY = os.environ.get(
    "YOUJU_SMS_BODY", '{"id": "{id}", "phone": "{phone}", "text": "{text}", "time": "{time}"}'
)
SMS_SECRET = os.environ.get("YOUJU_SMS_SECRET", "")
# What stands in the answer of a gateway that took a message.
SMS_TAKEN = os.environ.get("YOUJU_SMS_TAKEN", "")
if EMAIL_HOST and "@" not in DEFAULT_FROM_EMAIL:
    raise ImproperlyConfigured("用了 YOUJU_MAIL_HOST，就要写 YOUJU_MAIL_FROM：发件人的邮箱")
if SMS_URL and not SMS_URL.startswith(("https://", "http://")):
    raise ImproperlyConfigured("YOUJU_SMS_URL 应写作 https://网关地址/路径")
if SMS_URL and not ("{phone}" in SMS_BODY and "{text}" in SMS_BODY):
    raise ImproperlyConfigured("YOUJU_SMS_BODY 里要有 {phone} 和 {text}")

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "files", "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
if bucket := os.environ.get("YOUJU_S3_BUCKET"):
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {"bucket_name": bucket, "endpoint_url": os.environ.get("YOUJU_S3_ENDPOINT")},
    }
DJANGO_VITE = {
    "default": {
        "dev_mode": False,
        "static_url_prefix": "ui/dist",
        "manifest_path": PACKAGE / "ui" / "static" / "ui" / "dist" / "manifest.json",
    }
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"/ui/dist/assets/.+-[\w-]{8}\.(js|css)$"  # Vite's names

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
# 1: a photo is decoded before its upload is answered, not by the worker.
PHOTOS_AT_ONCE = os.environ.get("YOUJU_PHOTOS_AT_ONCE") == "1"
UPLOAD_LIMIT_BYTES = int(os.environ.get("YOUJU_UPLOAD_MB", "50")) * 2**20

TASKS = {
    "default": {
        "BACKEND": os.environ.get("YOUJU_TASKS", "django_tasks_db.DatabaseBackend"),
        "QUEUES": ["default"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("YOUJU_LOG", "WARNING")},
}
