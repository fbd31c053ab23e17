from flask import Flask, current_app, g

from . import db


def create_app():
    app = Flask(__name__)
    app.config.update(LIMIT=3, NAME="shop")
    app.teardown_appcontext(db.close)

    @app.route("/rows")
    def rows():
        return {"rows": db.rows(), "same": db.get() is g.db, "name": current_app.config["NAME"]}

    @app.route("/none")
    def none():
        return {"db": g.get("db"), "has": "db" in g, "pop": g.pop("db", "gone")}

    return app
