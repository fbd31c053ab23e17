import importlib
from functools import wraps

from fastapi.responses import HTMLResponse
from flask_cors import cross_origin

from compat.application import Application
from compat.context import request
from compat.cors import CORS
from compat.legacy import Fallback

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
CORS(app, resources="/plain")


def named(view):
    @wraps(view)
    def checked(*args, **kwargs):
        if request.args.get("name") is None:
            return HTMLResponse("no name", 400)
        return view(*args, **kwargs)

    return checked


# Flask still answers GET /within: UF201 a Flask extension is used here: Flask-CORS; another decorator stands between `cross_origin` and the route (app.py:22).
@named
@cross_origin()
# unflask UF201: a Flask extension is used here: Flask-CORS; another decorator stands between `cross_origin` and the route
def within():
    return "within"


# Flask still answers GET /manual: UF201 a Flask extension is used here: Flask-CORS; `cross_origin` is given something unknown (app.py:28).
@cross_origin(automatic_options=False)
# unflask UF201: a Flask extension is used here: Flask-CORS; `cross_origin` is given something unknown
def manual():
    return "manual"


# Flask still answers GET /twice: UF201 a Flask extension is used here: Flask-CORS; `cross_origin` is put on a view twice (app.py:34).
@cross_origin(origins="http://a.com")
@cross_origin(origins="http://b.com")
# unflask UF201: a Flask extension is used here: Flask-CORS; `cross_origin` is put on a view twice
# unflask UF201: a Flask extension is used here: Flask-CORS; another decorator stands between `cross_origin` and the route
def twice():
    return "twice"


@app.get("/plain")
def plain():
    return "plain"
