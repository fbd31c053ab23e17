import os

from compat.application import Application
from compat.routing import Router
from compat.templating import render_template
from compat.urls import url_for

HERE = os.path.dirname(os.path.abspath(__file__))
a = Router("a", __name__, static_folder="files", static_url_path="/assets", template_folder="pages", prefix="/a")
b = Router("b", __name__, root_path=os.path.join(HERE, "sub"), static_folder="files", template_folder="pages", prefix="/b")
c = Router("c", __name__, static_folder=os.path.join(HERE, "files"), prefix="/c")
d = Router("d", import_name=__name__, prefix="/d", static_folder="files", static_url_path="")
e = Router("e", __name__, static_folder="files")


@a.get("/")
def index():
    return render_template("a.html") + url_for(".static", filename="x.txt")


@b.get("/")
def index_b():
    return render_template("b.html") + url_for(".static", filename="y.txt")


@c.get("/")
def index_c():
    return url_for(".static", filename="x.txt")


@d.get("/")
def index_d():
    assert d.static_url_path == ""
    return f"{a.static_url_path} {e.static_url_path} " + url_for(".static", filename="x.txt")


@e.get("/e")
def index_e():
    return url_for(".static", filename="x.txt")


app = Application(__name__)
for bp in (a, b, c, d, e):
    app.include_router(bp)
