from compat.application import Application
from compat.routing import Router
from compat.urls import url_for

app = Application(__name__)
app.config["JSON_SORT_KEYS"] = False
app.strict_slashes = False
app.merge_slashes = False
bp = Router("bp", prefix="/bp")


@app.get("/with/")
def with_slash():
    return url_for("with_slash")


@app.get("/without")
def without():
    return url_for("without")


@app.get("/strict/", strict_slashes=True)
@app.post("/strict", strict_slashes=True)
def strict():
    return "strict"


@app.api_route("/item/{number:int}/", methods=["GET", "POST"])
def item(number: int):
    return str(number)


@app.get("/path/{rest:path}/")
def path(rest: str):
    return rest


@bp.get("/")
def index():
    return url_for(".index")


@bp.get("/page")
def page():
    return "page"


app.include_router(bp)
