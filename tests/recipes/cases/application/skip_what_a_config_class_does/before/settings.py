class Config:
    @classmethod
    def init_app(cls, app):
        app.config["TITLE"] = str(app.url_build_error_handlers)


class Production(Config):
    pass


by_name = {"production": Production}
