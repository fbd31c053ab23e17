from flask import Blueprint, Flask, url_for

app = Flask(__name__)
bp = Blueprint("bp", __name__, url_prefix="/bp")


@bp.route("/here/<int:n>")
def here(n):
    return {
        "relative": url_for(".here", n=n + 1),
        "outer": url_for("index", q="a b", many=[1, 2], none=None),
        "anchor": url_for("index", _anchor="end"),
        "external": url_for("bp.here", n=1, _external=True),
        "scheme": url_for("bp.here", n=1, _external=True, _scheme="https"),
        "static": url_for("static", filename="a b.css"),
        "method": url_for("both", _method="POST"),
    }


@app.route("/")
def index():
    return f"<a href='{url_for('bp.here', n=5)}'>here</a>"


@app.route("/both", methods=["GET", "POST"])
def both():
    return url_for(endpoint="bp.here", n="x")


@app.route("/unknown")
def unknown():
    return url_for("nowhere")


app.register_blueprint(bp)
