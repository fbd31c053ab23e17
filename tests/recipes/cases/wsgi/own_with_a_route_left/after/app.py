import importlib

from compat.application import Application
from compat.environs import EnvironFix
from compat.legacy import Fallback
from compat.proxies import ProxyFix
from compat.requests import Request
from compat.urls import url_for


class Prefixed:
    """The prefix comes from the settings."""

    def __init__(self, app):
        self.app = app
        self.wsgi_app = app.wsgi_app

    def __call__(self, environ, start_response):
        script_name = self.app.config["APPLICATION_ROOT"]
        if script_name:
            environ["SCRIPT_NAME"] = script_name
            path_info = environ["PATH_INFO"]
            if path_info.startswith(script_name):
                environ["PATH_INFO"] = path_info[len(script_name) :]
        return self.wsgi_app(environ, start_response)


app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
app.config["APPLICATION_ROOT"] = "/a"
app.add_middleware(EnvironFix, lambda inner: Prefixed(inner), app)
app.add_middleware(ProxyFix)


@app.get("/")
def index(request: Request):
    return f"{request.script_root} {request.path} {url_for('left')}"


# Flask still answers GET /a/: UF120 an attribute of `request` has no counterpart: `request.dict_storage_class` (app.py:37).
# Flask still answers GET /left: UF120 an attribute of `request` has no counterpart: `request.dict_storage_class` (app.py:37).
def left(request: Request):
    """No counterpart for what it asks of the request."""
    # unflask UF120: an attribute of `request` has no counterpart: `request.dict_storage_class`
    return f"{request.dict_storage_class.__name__} {request.path} {url_for('index')}"
