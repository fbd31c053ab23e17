from flask import Blueprint, Flask, url_for

app = Flask(__name__, static_url_path="/assets", static_folder="public")
bp = Blueprint("bp", __name__, url_prefix="/bp", static_folder="files")


@bp.route("/links")
def links():
    return [url_for(".static", filename="a.css"), url_for("static", filename="b.txt")]


app.register_blueprint(bp)
