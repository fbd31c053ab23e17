import os

HERE = os.path.abspath(os.path.dirname(__file__))


class Config:
    SECRET_KEY = os.environ.get("SECRET_KEY") or "hard to guess"
    COMPANY = "Parcels Ltd"
    API_PREFIX = "/api/v2"
    MAX_CONTENT_LENGTH = 200
    MAX_WEIGHT = 31.5
    ZONES = {"A": 4.9, "B": 7.9}
    DATA_FOLDER = os.path.join(HERE, "data")
    lower_case = "is left out"

    @classmethod
    def init_app(cls, app):
        app.json.sort_keys = False


class Production(Config):
    ENV_NAME = "live"


class Testing(Config):
    ENV_NAME = "test"
    TESTING = True
    MAX_WEIGHT = 1

    @classmethod
    def init_app(cls, app):
        Config.init_app(app)
        app.config["ZONES"] = {**cls.ZONES, "T": 0}


by_name = {"production": Production, "testing": Testing, "default": Production}
