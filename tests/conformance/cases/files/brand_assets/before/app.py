from flask import Flask, redirect, render_template_string, url_for

from site_blueprints import admin, brand


def create_app():
    app = Flask(__name__, static_folder="public", static_url_path="/assets")
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 3600
    app.register_blueprint(brand)
    app.register_blueprint(admin, url_prefix="/admin")

    @app.route("/")
    def index():
        return render_template_string(
            '<link href="{{ url_for("static", filename="site.css") }}">'
            '<img src="{{ url_for("brand.static", filename="img/logo.svg", v=2) }}">'
            '<script src="{{ url_for("admin.static", filename="admin.js") }}"></script>'
        )

    @app.route("/favicon.ico")
    def favicon():
        return redirect(url_for("static", filename="favicon.txt"))

    @app.route("/robots.txt")
    def robots():
        return app.send_static_file("robots.txt")

    return app
