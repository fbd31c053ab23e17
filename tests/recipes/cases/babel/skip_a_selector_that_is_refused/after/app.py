import importlib

from flask import request
from wtforms import StringField
from wtforms.validators import DataRequired

from compat.application import Application
from compat.context import request as context_request
from compat.legacy import Fallback
from compat.requests import Request
from compat.session import SessionMiddleware
from compat.templating import TemplateResponse
from compat.translation import Babel
from compat.translation import lazy_gettext as _
from compat.wtf import RequestForm

app = Application(__name__)
app.add_middleware(SessionMiddleware)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
app.config["WTF_CSRF_ENABLED"] = False
LABEL = _("Hello")


def select_locale():
    # unflask UF120: an attribute of `request` has no counterpart: `request.environ["wsgi.errors"]`
    return context_request.args.get("lang") if request.environ["wsgi.errors"] else None


Babel(app, locale_selector=select_locale)


# Flask still answers GET /: UF120 an attribute of `request` has no counterpart: `request.environ["wsgi.errors"]` (app.py:14) (through index → select_locale).
def index(request: Request):
    return TemplateResponse(request, "page.html")


# Flask still answers GET /label: UF120 an attribute of `request` has no counterpart: `request.environ["wsgi.errors"]` (app.py:14) (through label → LABEL → select_locale).
def label():
    return str(LABEL)


class NameForm(RequestForm):
    name = StringField(validators=[DataRequired()])


# Flask still answers POST /form: UF120 an attribute of `request` has no counterpart: `request.environ["wsgi.errors"]` (app.py:14) (through form → NameForm → select_locale).
def form():
    asked = NameForm()
    asked.validate()
    return asked.errors


@app.get("/plain")
def plain(request: Request):
    return TemplateResponse(request, "plain.html")
