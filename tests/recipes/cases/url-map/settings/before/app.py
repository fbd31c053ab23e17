from flask import Blueprint, Flask, url_for

app = Flask(__name__)
app.config["JSON_SORT_KEYS"] = False
app.url_map.strict_slashes = False
app.url_map.merge_slashes = False
bp = Blueprint("bp", __name__, url_prefix="/bp/")


@app.route("/with/")
def with_slash():
    return url_for("with_slash")


@app.route("/without")
def without():
    return url_for("without")


@app.route("/strict/", strict_slashes=True)
@app.route("/strict", strict_slashes=True, methods=["POST"])
def strict():
    return "strict"


@app.route("/item/<int:number>/", methods=["GET", "POST"])
def item(number):
    return str(number)


@app.route("/path/<path:rest>/")
def path(rest):
    return rest


@bp.route("/")
def index():
    return url_for(".index")


@bp.route("/page")
def page():
    return "page"


app.register_blueprint(bp)
