from pydantic import BaseModel

from . import db
from .compat.application import Application
from .compat.context import current_app, g
from .compat.values import Json


class NoneAnswer(BaseModel):
    db: Json
    has: bool
    pop: Json


class RowsAnswer(BaseModel):
    rows: Json
    same: bool
    name: Json


def create_app():
    app = Application(__name__)
    app.config.update(LIMIT=3, NAME="shop")
    app.teardown_appcontext(db.close)

    @app.get("/rows", response_model=RowsAnswer)
    def rows():
        return {"rows": db.rows(), "same": db.get() is g.db, "name": current_app.config["NAME"]}

    @app.get("/none", response_model=NoneAnswer)
    def none():
        return {"db": g.get("db"), "has": "db" in g, "pop": g.pop("db", "gone")}

    return app
