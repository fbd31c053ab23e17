from flask import Blueprint, Flask, request

app = Flask(__name__)
bp = Blueprint("bp", __name__, url_prefix="/bp")


@bp.before_request
def limit():
    request.shallow = 5


@bp.route("/form", methods=["POST"])
def form():
    return request.form.get("a", "none")


@app.route("/plain")
def plain():
    return "plain"


app.register_blueprint(bp)
