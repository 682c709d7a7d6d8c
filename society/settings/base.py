"""The settings that hold everywhere; what differs stands in dev, test and prod, each concern in a file of its own."""

from typing import Any

from django.utils.translation import gettext_lazy

from society.settings import logging as log_settings
from society.settings import security
from society.settings.database import database, web_limits
from society.settings.environment import DEFAULT_BROKER_URL, ROOT, current_environment
from society.settings.look import LOOK
from society.settings.mail import mail, sends_mail
from society.settings.media import file_store

ENV = current_environment()

BASE_DIR = ROOT
DEBUG = ENV.debug
SECRET_KEY = security.secret_key(ENV)
ENCRYPTION_KEY = security.encryption_keys(ENV)
ALLOWED_HOSTS = security.allowed_hosts(ENV)
CSRF_TRUSTED_ORIGINS = [ENV.public_url] if ENV.public_url else []
CONTENT_SECURITY_POLICY = security.CONTENT_SECURITY_POLICY
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
globals().update(security.transport(ENV))

# The application's own, read by commands, pages and Celery.
HOST = ENV.host
PORT = ENV.port
PUBLIC_URL = ENV.public_url
TIME_SCALE = ENV.time_scale
INITIAL_AGENT_COUNT = ENV.initial_agent_count
PUBLIC_READ = ENV.public_read
SIGN_UP = ENV.sign_up
OPERATORS_NEED_SECOND_FACTOR = ENV.operators_need_second_factor
REQUEST_LIMITS = ENV.request_limits
TRUSTED_PROXIES = ENV.trusted_proxies
WEB_WORKERS = ENV.web_workers
WEB_THREADS = ENV.web_threads
ENGINE_WORKERS = ENV.engine_workers
EVENT_ROWS_KEPT_DAYS = ENV.event_rows_kept_days
HISTORY_KEPT_DAYS = ENV.history_kept_days
EXPORTS_DIR = ROOT / ENV.exports_dir
EXPORTS_KEPT_DAYS = ENV.exports_kept_days
UPLOAD_QUOTA_MB = ENV.upload_quota_mb

INSTALLED_APPS = [
    # before the admin, whose templates it replaces
    "unfold.apps.BasicAppConfig",
    "society.apps.TownAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "channels",
    "rest_framework",
    "rest_framework_simplejwt.token_blacklist",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "django_structlog",
    "django_celery_beat",
    "axes",
    "auditlog",
    "streams",
    "world",
    "agents",
    "society",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "society.identity.entering.SecondFactorMiddleware",
    "society.identity.audit.AddressMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "society.api.at_once.AtOnceMiddleware",
]
ROOT_URLCONF = "society.urls"
CSRF_FAILURE_VIEW = "society.views.failures.forged"
LOGIN_URL = "sign_in"
ASGI_APPLICATION = "society.asgi.application"
WSGI_APPLICATION = "society.wsgi.application"
AUTH_USER_MODEL = "streams.User"
AUTHENTICATION_BACKENDS = [
    # first, so that of whoever is locked no password is looked at
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
globals().update(security.LOCKING)
AUDITLOG_INCLUDE_TRACKING_MODELS = security.AUDITED
COMMANDS_NOTED_BY = "society.identity.audit.note_command"
PASSWORD_RESET_TIMEOUT = 3_600
SENDS_MAIL: bool = sends_mail(ENV)
globals().update(mail(ENV))
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": database(ENV)}
WEB_LIMITS = web_limits(ENV)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", gettext_lazy("English")), ("zh-hans", gettext_lazy("Simplified Chinese"))]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

UNFOLD = LOOK

STATIC_URL = ENV.static_url
STORAGES = {
    "default": file_store(ENV.media_root),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# The first refuses what is larger than any file may be, while it still comes.
FILE_UPLOAD_HANDLERS = [
    "streams.api.uploads.BoundedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
STATICFILES_DIRS = [("site", ROOT / "static" / "site")]
# Served from where they lie, so a fresh clone needs no collecting; production collects and compresses.
WHITENOISE_USE_FINDERS = True

LOGGING = log_settings.configure(ENV)

# One process serves everybody when embedded; several need Redis between them.
_layer_url = ENV.redis_url or ENV.broker_url
CHANNEL_LAYERS: dict[str, dict[str, Any]] = {
    "default": (
        {"BACKEND": "channels_redis.core.RedisChannelLayer", "CONFIG": {"hosts": [_layer_url]}}
        if _layer_url
        else {"BACKEND": "channels.layers.InMemoryChannelLayer"}
    )
}

CELERY_BROKER_URL = ENV.broker_url or ENV.redis_url or DEFAULT_BROKER_URL
# Where web processes hear of new steps; None when embedded, where a pipe carries it.
NOTICES_URL = ENV.broker_url or ENV.redis_url
# Where web processes count requests together; None when embedded, where there is one.
LIMITS_URL = ENV.broker_url or ENV.redis_url
globals().update(security.sessions(LIMITS_URL))

REST_FRAMEWORK = {
    # without a header the first asks nothing, and without a cookie the second does not either
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "society.identity.authentication.BearerAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["streams.api.permissions.MayRead"],
    "DEFAULT_THROTTLE_CLASSES": ["society.identity.request_limits.RequestLimits"],
    "DEFAULT_RENDERER_CLASSES": ["streams.api.envelope.EnvelopeRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "streams.api.errors.exception_handler",
    # ?format= is a parameter of exports, and no name of a renderer
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "AI Society",
    "DESCRIPTION": "A simulated town and its social network: what residents do, and how to steer them.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "ENUM_NAME_OVERRIDES": {
        "RunStatus": "streams.models.RunStatus",
        "WorldStatus": "world.api.serializers.STATUSES",
        "EconomicStatus": "agents.api.serializers.STATUSES",
        "BodyAction": "world.commands.ACTION_NAMES",
        "ControlAction": "society.api.serializers.ACTIONS",
        "AccountKind": "streams.api.social.serializers.ACCOUNT_KINDS",
        "NoticeKind": "streams.api.social.serializers.NOTICE_KINDS",
        "Subject": "streams.api.social.serializers.SUBJECTS",
        "TieLevel": "agents.api.company_serializers.TIE_LEVELS",
        "MemoryKind": "agents.api.company_serializers.MEMORY_KINDS",
        "AppointmentOutcome": "agents.api.company_serializers.OUTCOMES",
        "ReportState": "streams.models.ReportState",
        "ExportState": "society.models.JobState",
        "ExportFault": "society.models.JobFault",
        "ItemKind": "agents.api.company_serializers.ITEM_KINDS",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "streams.api.envelope.describe_envelope",
    ],
    "SERVE_INCLUDE_SCHEMA": False,
    # From this server, never from a CDN.
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}
