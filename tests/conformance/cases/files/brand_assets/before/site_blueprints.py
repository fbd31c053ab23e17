from flask import Blueprint, current_app, url_for

brand = Blueprint("brand", __name__, static_folder="brand_static", url_prefix="/brand")
admin = Blueprint("admin", __name__, static_folder="admin_static", static_url_path="/files")


@brand.route("/logo")
def logo():
    return brand.send_static_file("img/logo.svg")


@admin.route("/script")
def script():
    return admin.send_static_file("missing.js")


@admin.route("/urls")
def urls():
    return {
        "own": url_for(".static", filename="admin.js"),
        "site": url_for("static", filename="a b.css"),
        "folder": current_app.static_url_path,
    }
