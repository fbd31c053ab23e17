import importlib

from flask import request

from compat.application import Application
from compat.context import request as context_request
from compat.legacy import Fallback
from compat.requests import Request
from compat.templating import TemplateResponse
from compat.translation import Babel
from compat.translation import lazy_gettext as _

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
LABEL = _("Hello")


def select_locale():
    # unflask UF120: an attribute of `request` has no counterpart: `request.environ["wsgi.errors"]`
    return context_request.args.get("lang") if request.environ["wsgi.errors"] else None


Babel(app, locale_selector=select_locale)


# Flask still answers GET /: UF120 an attribute of `request` has no counterpart: `request.environ["wsgi.errors"]` (app.py:10) (through index → select_locale).
def index(request: Request):
    return TemplateResponse(request, "page.html")


# Flask still answers GET /label: UF120 an attribute of `request` has no counterpart: `request.environ["wsgi.errors"]` (app.py:10) (through label → LABEL → select_locale).
def label():
    return str(LABEL)


@app.get("/plain")
def plain(request: Request):
    return TemplateResponse(request, "plain.html")
