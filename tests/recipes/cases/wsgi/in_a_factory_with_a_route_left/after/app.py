import importlib

from pydantic import BaseModel
from werkzeug.wrappers import Request

from compat.application import Application
from compat.legacy import Fallback
from compat.proxies import ProxyFix
from compat.requests import Request as Request_
from compat.values import Json


class NewAnswer(BaseModel):
    client: Json
    host: Json
    route: Json


class OldAnswer(BaseModel):
    client: Json
    host: Json


def create_app():
    app = Application(__name__)
    app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").create_app())
    app.config["BEHIND_A_PROXY"] = True
    if app.config["BEHIND_A_PROXY"]:
        app.add_middleware(ProxyFix, x_for=2, x_port=1)

    # Flask still answers GET /old: UF142 a part of Werkzeug that works on requests of Flask is used: `werkzeug.wrappers.Request` (app.py:14).
    def old(request: Request_):
        # unflask UF142: a part of Werkzeug that works on requests of Flask is used: `werkzeug.wrappers.Request`
        seen = Request(request.environ)
        return {"client": seen.remote_addr, "host": seen.host}

    @app.get("/new", response_model=NewAnswer)
    def new(request: Request_):
        return {"client": request.remote_addr, "host": request.host, "route": request.access_route}

    return app
