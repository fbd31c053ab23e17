import importlib

from flask_moment import Moment

from compat.application import Application
from compat.legacy import Fallback
from compat.requests import Request
from compat.templating import TemplateResponse

app = Application(__name__)
# unflask UF201: a Flask extension is used here: Flask-Moment; instead: the library's own HTML in the templates
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
moment = Moment()


# Flask still answers GET /clock: UF205 a page uses what a Flask extension gives to templates: clock.html uses `moment` of Flask-Moment; instead: the library's own HTML in the templates (app.py:10).
def clock(request: Request):
    # unflask UF205: a page uses what a Flask extension gives to templates: clock.html uses `moment` of Flask-Moment; instead: the library's own HTML in the templates
    return TemplateResponse(request, "clock.html")


@app.get("/plain")
def plain(request: Request):
    return TemplateResponse(request, "plain.html", {"moment_of": "truth"})
