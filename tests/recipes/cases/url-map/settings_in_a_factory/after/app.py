from compat.application import Application


def create_app(settings=None):
    app = Application(__name__)
    app.strict_slashes = False
    app.config.from_mapping(settings or {})

    @app.get("/with/")
    def with_slash():
        return "with"

    return app
