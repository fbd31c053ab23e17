import importlib

from flask import request

from compat.application import Application
from compat.context import request as context_request
from compat.legacy import Fallback
from compat.requests import Request
from compat.templating import TemplateResponse
from compat.translation import Babel
from compat.translation import gettext as _

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
babel = Babel()
babel.init_app(app, locale_selector=lambda: context_request.args.get("lang"))


@app.get("/")
def index(request: Request, name: str = ""):
    return TemplateResponse(request, "page.html", {"name": name})


# Flask still answers GET /server: UF120 an attribute of `request` has no counterpart: `request.environ["wsgi.errors"]` (app.py:17).
def server():
    # unflask UF120: an attribute of `request` has no counterpart: `request.environ["wsgi.errors"]`
    return _("Hello") + " " + type(request.environ["wsgi.errors"]).__name__[:0]
