import importlib

from flask.globals import app_ctx, request_ctx
from pydantic import BaseModel

from compat.application import Application
from compat.legacy import Fallback
from compat.values import Json

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


# Flask still answers GET /ctx: UF100 no recipe knows this part of Flask: `flask.app_ctx` (app.py:9).
class CtxAnswer(BaseModel):
    app: Json
    path: Json


def ctx():
    # unflask UF100: no recipe knows this part of Flask: `flask.app_ctx`
    # unflask UF100: no recipe knows this part of Flask: `flask.request_ctx`
    return {"app": app_ctx.app.name, "path": request_ctx.request.path}


@app.get("/plain")
def plain():
    return "plain"
