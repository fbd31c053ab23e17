from flask import Flask, render_template_string
from globals import Context, g


def create_app():
    app = Flask(__name__)
    app.app_ctx_globals_class = Context

    @app.before_request
    def find():
        g.shelf = "top"

    @app.route("/")
    def index():
        return {"title": g.title, "again": g.language, "seen": g.seen, "kept": sorted(vars(g))}

    @app.route("/page")
    def page():
        return render_template_string("{{ g.title }} {{ g.seen }} {{ g.missing }}")

    @app.route("/missing")
    def missing():
        readers = getattr(g, "readers", None)
        del g.shelf
        return {"readers": readers, "shelf": hasattr(g, "shelf")}

    @app.route("/in")
    def within():
        return {"in": "shelf" in g}

    return app
