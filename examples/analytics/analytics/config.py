import datetime
import os


def database_url(url):
    """SQLAlchemy wants the driver in the URL; hosters hand out postgres:// or postgresql://."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg2://" + url[len(prefix) :]
    return url


def env_int(name, default):
    return int(os.environ.get(name, default))


class Config(object):
    SECRET_KEY = os.environ.get("SECRET_KEY", "not-so-secret")
    VERSION = "2.31.0"

    # Where these are not set, servers of our own are started: see embedded.py.
    DATABASE_URL = os.environ.get("DATABASE_URL")
    REDIS_URL = os.environ.get("REDIS_URL")

    SQLALCHEMY_TRACK_MODIFICATIONS = False
    SQLALCHEMY_ENGINE_OPTIONS = {
        "pool_size": env_int("DB_POOL_SIZE", 10),
        "max_overflow": env_int("DB_MAX_OVERFLOW", 20),
        "pool_timeout": 30,
        "pool_recycle": 1800,
        "pool_pre_ping": True,
    }

    ENRICHMENT_URL = os.environ.get("ENRICHMENT_URL", "http://127.0.0.1:8090")
    ENRICHMENT_TIMEOUT = 3.0
    WEBHOOK_TIMEOUT = 2.0
    WEBHOOK_ATTEMPTS = 3

    CACHE_PREFIX = "analytics"
    METRICS_TTL = 60

    PER_PAGE = 20
    MAX_PER_PAGE = 100
    METRICS_DAYS = 30
    METRICS_MAX_DAYS = 366
    BATCH_MAX_EVENTS = 500
    IMPORT_MAX_ROWS = 5000
    EXPORT_CHUNK = 1000
    MAX_CONTENT_LENGTH = 4 * 1024 * 1024
    LOGIN_MAX_FAILURES = 10
    # requests per minute and token, by plan; 0 is unlimited
    RATE_LIMITS = {"free": 600, "team": 60000, "enterprise": 0}

    PASSWORD_METHOD = "pbkdf2:sha256:50000"
    SEED_EVENTS = env_int("SEED_EVENTS", 2000)
    MAINTENANCE = False

    PERMANENT_SESSION_LIFETIME = datetime.timedelta(days=7)
    SESSION_COOKIE_NAME = "analytics"
    SESSION_COOKIE_SAMESITE = "Lax"


class TestingConfig(Config):
    TESTING = True
    SECRET_KEY = "testing"
    PASSWORD_METHOD = "pbkdf2:sha256:1"
    SEED_EVENTS = 400
    ENRICHMENT_TIMEOUT = 1.0
