from flask import Blueprint

brand = Blueprint("brand", __name__, static_folder="brand", static_url_path="/files")
bare = Blueprint("bare", __name__)


@brand.route("/logo")
def logo():
    return brand.send_static_file("logo.txt")


@brand.route("/named/<path:name>")
def named(name):
    response = brand.send_static_file(filename=name)
    response.headers["X-Name"] = name
    return response


@bare.route("/bare")
def nothing():
    return bare.send_static_file("logo.txt")
