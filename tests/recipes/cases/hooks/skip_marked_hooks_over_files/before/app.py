from flask import Blueprint, Flask, request, url_for

app = Flask(__name__)
outer = Blueprint("outer", __name__, url_prefix="/outer")
inner = Blueprint("inner", __name__, url_prefix="/inner", static_folder="files")


@outer.before_request
def limit():
    request.shallow = 5


@inner.route("/form", methods=["POST"])
def form():
    return request.form.get("a", "none")


@app.route("/plain")
def plain():
    return url_for("outer.inner.static", filename="x.txt")


outer.register_blueprint(inner)
app.register_blueprint(outer)
