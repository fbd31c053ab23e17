class Production:
    @staticmethod
    def init_app(app):
        app.config["TITLE"] = "production"


class Other:
    @staticmethod
    def init_app(app):
        app.config["TITLE"] = app.url_map.converters["int"].regex


by_name = {"production": Production}
