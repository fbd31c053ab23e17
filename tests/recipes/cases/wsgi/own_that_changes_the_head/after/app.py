from fastapi.responses import RedirectResponse
from pydantic import BaseModel

from compat.application import Application
from compat.environs import EnvironFix
from compat.requests import Request
from compat.session import SessionMiddleware
from compat.urls import url_for
from compat.values import Json


class ReverseProxied(object):
    """The proxy says under which path and scheme it serves the application."""

    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
        script_name = environ.get("HTTP_X_SCRIPT_NAME", "")
        if script_name:
            environ["SCRIPT_NAME"] = script_name
            path_info = environ["PATH_INFO"]
            if path_info.startswith(script_name):
                environ["PATH_INFO"] = path_info[len(script_name) :]
        scheme = environ.get("HTTP_X_SCHEME", "")
        if scheme:
            environ["wsgi.url_scheme"] = scheme
        if "HTTP_X_REAL_IP" in environ:
            environ["REMOTE_ADDR"] = environ["HTTP_X_REAL_IP"].strip()
        host = environ.get("HTTP_X_HOST")
        if host:
            environ["HTTP_HOST"] = host
        return self.app(environ, start_response)


class PrefixMiddleware:
    def __init__(self, app, prefix=""):
        self.app = app
        self.prefix = prefix

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"].startswith("/elsewhere"):
            start_response("404 NOT FOUND", [("Content-Type", "text/plain")])
            return ["This address is not ours.".encode()]
        if environ["PATH_INFO"].startswith(self.prefix):
            environ["PATH_INFO"] = environ["PATH_INFO"][len(self.prefix) :]
            environ["SCRIPT_NAME"] = self.prefix
        return self.app(environ, start_response)


class IndexAnswer(BaseModel):
    root: Json
    path: Json
    url: Json
    client: Json
    here: Json
    there: Json


def create_app():
    app = Application(__name__)
    app.add_middleware(SessionMiddleware)
    app.secret_key = "dev"
    app.add_middleware(EnvironFix, lambda inner: PrefixMiddleware(inner, prefix="/shop"), app)
    app.add_middleware(EnvironFix, lambda inner: ReverseProxied(inner), app)

    @app.get("/", response_model=IndexAnswer)
    def index(request: Request):
        return {
            "root": request.script_root,
            "path": request.path,
            "url": request.href,
            "client": request.remote_addr,
            "here": url_for("index"),
            "there": url_for("index", _external=True),
        }

    @app.get("/käse/{rest:path}")
    def cheese(request: Request, rest: str):
        request.session["rest"] = rest
        return f"{request.path} {rest}"

    @app.get("/away")
    def away():
        return RedirectResponse(url_for("index"), status_code=302)

    return app
