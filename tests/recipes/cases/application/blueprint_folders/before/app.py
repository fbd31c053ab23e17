import os

from flask import Blueprint, Flask, render_template, url_for

HERE = os.path.dirname(os.path.abspath(__file__))
a = Blueprint("a", __name__, static_folder="files", static_url_path="/assets", template_folder="pages", url_prefix="/a")
b = Blueprint("b", __name__, root_path=os.path.join(HERE, "sub"), static_folder="files", template_folder="pages", url_prefix="/b")
c = Blueprint("c", __name__, static_folder=os.path.join(HERE, "files"), url_prefix="/c")
d = Blueprint("d", import_name=__name__, url_prefix="/d", static_folder="files", static_url_path="")
e = Blueprint("e", __name__, static_folder="files")


@a.route("/")
def index():
    return render_template("a.html") + url_for(".static", filename="x.txt")


@b.route("/")
def index_b():
    return render_template("b.html") + url_for(".static", filename="y.txt")


@c.route("/")
def index_c():
    return url_for(".static", filename="x.txt")


@d.route("/")
def index_d():
    assert d.static_url_path == ""
    return f"{a.static_url_path} {e.static_url_path} " + url_for(".static", filename="x.txt")


@e.route("/e")
def index_e():
    return url_for(".static", filename="x.txt")


app = Flask(__name__)
for bp in (a, b, c, d, e):
    app.register_blueprint(bp)
