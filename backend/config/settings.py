"""All settings, each read once from the environment.

`DEBUG=True` means development mode: friendlier defaults, readable logs, the mail page.
Django's own DEBUG stays off there too, so that errors look the same everywhere
(docs/decisions/0002-django-debug-stays-off.md).
"""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from config import database, env, secrets, social
from core import logging as core_logging

BASE_DIR = Path(__file__).resolve().parent.parent
DEVELOPMENT = env.boolean("DEBUG", False)
# Says that an installation is nothing but a demo, with accounts whose password is public.
DEMO = env.boolean("DEMO", False)
DEBUG = False

SECRET_KEY = secrets.secret_key(development=DEVELOPMENT)
ALLOWED_HOSTS = [
    *secrets.allowed_hosts(development=DEVELOPMENT),
    *env.words("INTERNAL_HOSTS"),
]

# Where people reach the product; links in mails begin with it.
HTTPS = env.boolean("HTTPS", not DEVELOPMENT)
PUBLIC_URL = secrets.public_url(development=DEVELOPMENT, https=HTTPS)
_LOCAL_WEB = "http://127.0.0.1:3000" if DEVELOPMENT else ""
WEB_ORIGINS = [PUBLIC_URL, *(origin.rstrip("/") for origin in env.words("WEB_ORIGINS", _LOCAL_WEB))]
# Networks of proxies whose X-Forwarded-For is believed.
TRUSTED_PROXIES = env.networks("TRUSTED_PROXIES")

INSTALLED_APPS = [
    "core",
    "users",
    "session_catalog",
    "payments",
    "payments.gateways.simulated",
    "bookings",
    "notifications",
    "leaving",
    "audit",
    "demo",
    "config.admin.SiteConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "corsheaders",
    "csp",
    "config.allauth_apps.AccountTables",
    "allauth.socialaccount",
]
MIDDLEWARE = [
    "core.middleware.RequestLog",
    # These two come first, so that the redirect to https carries their headers as well.
    "core.middleware.ContentPolicy",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.PageSession",
    "core.middleware.SlashMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "core.middleware.PageAuthentication",
    "core.middleware.PageMessages",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "config" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DATABASES = {"default": database.database_settings(), **database.replica_settings()}
SESSION_SETTINGS = database.session_settings(long=False)
# A replica that has replayed nothing for so long is not read from.
REPLICA_LAG = env.integer("REPLICA_LAG_SECONDS", 30, 1)
if "replica" in DATABASES:
    MIDDLEWARE.append("core.http.replicas.WritePosition")
if not DEVELOPMENT:
    database.refuse_weak_passwords()
ATOMIC_REQUESTS = False
DATA_UPLOAD_MAX_MEMORY_SIZE = env.integer("MAX_BODY_BYTES", 1_000_000, minimum=10_000)

LANGUAGE_CODE = "en-us"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "static/"
STATIC_ROOT = env.text("STATIC_ROOT", str(BASE_DIR.parent / "var" / "static"))
WHITENOISE_USE_FINDERS = DEVELOPMENT

# --- accounts ---------------------------------------------------------------------------
AUTH_USER_MODEL = "users.User"
# Usernames are unique without case, by a functional constraint that the check can't see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
AUTHENTICATION_BACKENDS = ["users.backends.EmailOrUsernameBackend"]
PASSWORD_HASHERS = ["users.passwords.Argon2idHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "users.passwords.MaximumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# Passwords hashed or waiting for it, in one process, and how long one may wait. A quarter of its
# threads, so that the rest is left for everything else (docs/decisions/0023). In development
# all of them may: a program that registers a crowd there is told to come back by nobody.
HASHING_PLACES = env.integer("HASHING_PLACES", 80 if DEVELOPMENT else 2, 1)
HASHING_WAIT = timedelta(seconds=env.integer("HASHING_WAIT_SECONDS", 5, 1))
ACCESS_TOKEN_LIFETIME = timedelta(minutes=env.integer("ACCESS_TOKEN_MINUTES", 10, 1, 10))
REFRESH_TOKEN_LIFETIME = timedelta(days=env.integer("REFRESH_TOKEN_DAYS", 30, 1))
REFRESH_GRACE = timedelta(seconds=env.integer("REFRESH_GRACE_SECONDS", 30))
ONE_TIME_KEY = secrets.derived_key(SECRET_KEY, "one-time")
# What waits until somebody has confirmed their e-mail; each also what stands before it.
VERIFY_EMAIL = env.choice(
    "VERIFY_EMAIL", "never", ["never", "publishing", "paid_bookings", "sign_in"]
)
SIMPLE_JWT = {
    "ACCESS_TOKEN_LIFETIME": ACCESS_TOKEN_LIFETIME,
    "REFRESH_TOKEN_LIFETIME": REFRESH_TOKEN_LIFETIME,
    "ALGORITHM": "HS256",
    "SIGNING_KEY": secrets.derived_key(SECRET_KEY, "tokens"),
    "ISSUER": "sessions-marketplace",
    "AUDIENCE": "sessions-marketplace-api",
}

# --- sign-in with other services -----------------------------------------------------------
SOCIALACCOUNT_PROVIDERS = social.providers()
SOCIALACCOUNT_QUERY_EMAIL = True
SOCIALACCOUNT_REQUESTS_TIMEOUT = env.integer("SOCIAL_TIMEOUT_SECONDS", 5, 1)
SOCIAL_PLACES = env.integer("SOCIAL_PLACES", 4, 1)

# --- limits (times ten in development for those per address and per user) -----------------
_GENEROUS = 10 if DEVELOPMENT else 1
LIMIT_WINDOW = timedelta(minutes=5)
LOGIN_FAILURES_PER_ACCOUNT = env.integer("LOGIN_FAILURES_PER_ACCOUNT", 10, 1)
LOGIN_FAILURES_PER_ADDRESS = env.integer("LOGIN_FAILURES_PER_ADDRESS", 50 * _GENEROUS, 1)
REGISTRATIONS_PER_HOUR = env.integer("REGISTRATIONS_PER_HOUR", 300 * _GENEROUS, 1)
MAILS_PER_ACCOUNT = env.integer("MAILS_PER_ACCOUNT_PER_HOUR", 5, 1)
MAILS_PER_ADDRESS = env.integer("MAILS_PER_ADDRESS_PER_HOUR", 30 * _GENEROUS, 1)
SOCIAL_PER_ADDRESS = env.integer("SOCIAL_PER_ADDRESS", 50 * _GENEROUS, 1)
PASSKEYS_PER_ADDRESS = env.integer("PASSKEYS_PER_ADDRESS", 100 * _GENEROUS, 1)
SECOND_FACTOR_FAILURES = env.integer("SECOND_FACTOR_FAILURES_PER_HOUR", 10, 1)
CODES_PER_ADDRESS = env.integer("CODES_PER_ADDRESS", 50 * _GENEROUS, 1)
BOOKINGS_PER_MINUTE = env.integer("BOOKINGS_PER_MINUTE", 60 * _GENEROUS, 1)

# --- money and seats ----------------------------------------------------------------------
CURRENCY = env.text("CURRENCY", "USD")
HOLD_LIFETIME = timedelta(seconds=env.integer("HOLD_SECONDS", 600, 1))
PAYMENT_PROVIDER = env.text("PAYMENT_PROVIDER", "simulated")
PAYMENT_POLL_AFTER = timedelta(seconds=env.integer("PAYMENT_POLL_SECONDS", 120, 1))
SIMULATED_PROVIDER_SECRET = secrets.derived_key(SECRET_KEY, "simulated-provider")
SIMULATED_SLOWNESS = timedelta(seconds=env.integer("SIMULATED_SLOW_SECONDS", 4))

# --- live seats ---------------------------------------------------------------------------
# Where browsers reach the stream process, unless a proxy leads them there on the public address.
LIVE_URL = env.text("LIVE_URL", " ").strip().rstrip("/")
# Streams that one process keeps; more are asked to poll.
LIVE_VIEWERS = env.integer("LIVE_VIEWERS", 20_000, 1)

# --- events, jobs, mail ---------------------------------------------------------------------
EVENT_HANDLERS = "config.event_handlers.TABLE"
MEASURES = "config.measures.TABLE"
PROCRASTINATE_WORKER_DEFAULTS = {
    "listen_notify": False,
    "fetch_job_polling_interval": 0.5,
    "delete_jobs": "successful",
}
EMAIL_BACKEND = env.text(
    "EMAIL_BACKEND",
    "django.core.mail.backends." + ("dummy" if DEVELOPMENT else "smtp") + ".EmailBackend",
)
EMAIL_HOST = env.text("EMAIL_HOST", "localhost" if DEVELOPMENT else None)
EMAIL_PORT = env.integer("EMAIL_PORT", 25, 1, 65535)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", " ").strip()
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", " ").strip()
EMAIL_USE_TLS = env.boolean("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = env.boolean("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = env.integer("EMAIL_TIMEOUT_SECONDS", 10, 1)
DEFAULT_FROM_EMAIL = env.text(
    "DEFAULT_FROM_EMAIL", "Sessions Marketplace <hello@localhost>" if DEVELOPMENT else None
)

# --- API ----------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["users.api.authentication.BearerAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PARSER_CLASSES": ["core.http.parsing.BoundedJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "core.http.negotiation.OneRepresentation",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "core.http.errors.handle",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Sessions Marketplace",
    "VERSION": "1",
    "DESCRIPTION": "Find, book and publish live educational sessions.",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PUBLIC": True,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": {
        "SessionStatus": "session_catalog.models.Status",
        "BookingStatus": "bookings.models.Status",
        "ExportStatus": "leaving.api.forms.EXPORT_STATUSES",
        "PaymentStatus": "bookings.api.serializers.PAYMENT_STATUSES",
        "SecondFactorMethod": "users.api.second_factor_forms.FACTORS",
        "ProofMethod": "users.api.second_factor_forms.WAYS",
    },
    "SCHEMA_PATH_PREFIX": "/api/",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "core.http.schema.close_inputs",
        "core.http.schema.document_answers",
    ],
}

# --- headers and cookies ------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
# A web front end on another origin (NEXT_PUBLIC_API_URL) may use the API with its cookie.
CORS_ALLOWED_ORIGINS = [origin for origin in WEB_ORIGINS if urlsplit(origin).scheme]
CORS_ALLOW_CREDENTIALS = True
CORS_URLS_REGEX = r"^/(api|health)/"
CORS_ALLOW_HEADERS = [
    "authorization",
    "content-type",
    "idempotency-key",
    "if-match",
    "if-none-match",
    "x-client",
    "x-request-id",
    "x-write-position",
]
CORS_EXPOSE_HEADERS = ["Date", "ETag", "Link", "Location", "Retry-After"]
CORS_EXPOSE_HEADERS += ["X-Request-Id", "X-Write-Position"]
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Secure-admin" if HTTPS else "admin"
CSRF_COOKIE_NAME = "__Secure-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = CORS_ALLOWED_ORIGINS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$", r"^health/$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None

# --- logs ---------------------------------------------------------------------------------
LOGGING = core_logging.configure(
    level=env.choice("LOG_LEVEL", "INFO", ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]),
    readable=DEVELOPMENT and not env.boolean("LOG_JSON", False),
)
REQUEST_LOG = env.boolean("REQUEST_LOG", True)

# --- what is seen from outside (docs/observability.md) ---------------------------------------
# Statements say which route and request they belong to.
SQL_COMMENTS = env.boolean("SQL_COMMENTS", True)
# Where Prometheus asks, which must never be the public; 0 counts nothing.
METRICS_PORT = env.integer("METRICS_PORT", 0, maximum=65535)
METRICS_HOST = env.text("METRICS_HOST", "127.0.0.1")
# The processes that answer there together.
METRICS_FOLDER = env.text("METRICS_FOLDER", str(BASE_DIR.parent / "var" / "metrics"))
MEASURE_SECONDS = env.integer("MEASURE_SECONDS", 15, 1)
AUDIT_SECONDS = env.integer("AUDIT_SECONDS", 3600, 1)
# The OpenTelemetry collector that traces are sent to, by OTLP over HTTP.
TRACES_TO = env.text("OTEL_EXPORTER_OTLP_ENDPOINT", " ").strip()
