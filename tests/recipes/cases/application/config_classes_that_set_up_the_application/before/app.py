from flask import Flask, current_app, jsonify

from settings import Testing, by_name


def create_app(name="production"):
    app = Flask(__name__)
    app.config.from_object(by_name[name])
    by_name[name].init_app(app)
    settings = by_name.get(name, Testing)
    settings.init_app(app=app)

    @app.route("/title")
    def title():
        return jsonify(title=current_app.config["TITLE"], name=current_app.config["NAME"])

    return app
