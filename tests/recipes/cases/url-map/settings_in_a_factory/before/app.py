from flask import Flask


def create_app(settings=None):
    app = Flask(__name__)
    app.url_map.strict_slashes = False
    app.config.from_mapping(settings or {})

    @app.route("/with/")
    def with_slash():
        return "with"

    return app
