class Config:
    NAME = "shop"

    @staticmethod
    def init_app(app):
        """Nothing is to be done here."""


class Production(Config):
    @classmethod
    def init_app(cls, app):
        super().init_app(app)
        app.json.sort_keys = False
        app.config["TITLE"] = f"{cls.NAME}: {app.name}"


class Testing(Production):
    NAME = "test shop"


by_name = {"production": Production, "testing": Testing, "default": Production}
