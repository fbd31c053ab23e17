from pydantic import BaseModel, Field

from compat.application import Application
from compat.templating import render_template_string
from compat.values import Json
from globals import Context, g


class IndexAnswer(BaseModel):
    title: Json
    again: Json
    seen: Json
    kept: Json


class MissingAnswer(BaseModel):
    readers: Json
    shelf: Json


class WithinAnswer(BaseModel):
    in_: bool = Field(alias="in")


def create_app():
    app = Application(__name__)
    app.app_ctx_globals_class = Context

    @app.before_request
    def find():
        g.shelf = "top"

    @app.get("/", response_model=IndexAnswer)
    def index():
        return {"title": g.title, "again": g.language, "seen": g.seen, "kept": sorted(vars(g))}

    @app.get("/page")
    def page():
        return render_template_string("{{ g.title }} {{ g.seen }} {{ g.missing }}")

    @app.get("/missing", response_model=MissingAnswer)
    def missing():
        readers = getattr(g, "readers", None)
        del g.shelf
        return {"readers": readers, "shelf": hasattr(g, "shelf")}

    @app.get("/in", response_model=WithinAnswer)
    def within():
        return {"in": "shelf" in g}

    return app
