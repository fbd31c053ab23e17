from pydantic import BaseModel

from compat.application import Application
from compat.routing import Router
from compat.urls import url_for
from compat.values import Json

app = Application(__name__)
bp = Router("bp", prefix="/bp")


class HereAnswer(BaseModel):
    relative: Json
    outer: Json
    anchor: Json
    external: Json
    scheme: Json
    static: Json
    method: Json


@bp.get("/here/{n:int}", response_model=HereAnswer)
def here(n: int):
    return {
        "relative": url_for(".here", n=n + 1),
        "outer": url_for("index", q="a b", many=[1, 2], none=None),
        "anchor": url_for("index", _anchor="end"),
        "external": url_for("bp.here", n=1, _external=True),
        "scheme": url_for("bp.here", n=1, _external=True, _scheme="https"),
        "static": url_for("static", filename="a b.css"),
        "method": url_for("both", _method="POST"),
    }


@app.get("/")
def index():
    return f"<a href='{url_for('bp.here', n=5)}'>here</a>"


@app.api_route("/both", methods=["GET", "POST"])
def both():
    return url_for(endpoint="bp.here", n="x")


@app.get("/unknown")
def unknown():
    return url_for("nowhere")


app.include_router(bp)
