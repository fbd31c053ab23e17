import datetime


class Config(object):
    SECRET_KEY = "dev"
    SHOP_NAME = "The Second Shelf"
    BOOKS_PER_PAGE = 4
    MAX_PER_PAGE = 20
    CURRENCIES = {"EUR": "1.00", "GBP": "0.85", "USD": "1.10"}
    # The accounting day. Orders and reviews carry it, so that a day can be closed late.
    BUSINESS_DAY = datetime.date(2021, 3, 1)
    PASSWORD_METHOD = "pbkdf2:sha256:150000"
    MAINTENANCE = False
    SAMPLE_DATA = False
    SESSION_COOKIE_SAMESITE = "Lax"
    PERMANENT_SESSION_LIFETIME = datetime.timedelta(days=14)


class DevelopmentConfig(Config):
    SAMPLE_DATA = True


class TestingConfig(Config):
    TESTING = True
    SECRET_KEY = "test"
    PASSWORD_METHOD = "pbkdf2:sha256:1"  # quick, for tests only
