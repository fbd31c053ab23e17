import importlib

from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect, RoutingException

from compat.application import Application
from compat.errors import HTTPError
from compat.legacy import Fallback

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


# unflask UF150: an exception of Werkzeug has no counterpart: its `get_response` reads the environment
# unflask UF142: a part of Werkzeug that works on requests of Flask is used: `werkzeug.routing.RoutingException`
class Elsewhere(HTTPException, RoutingException):
    code = 302

    def get_response(self, environ):
        return HTTPError(environ["PATH_INFO"]).get_response(environ)


# Flask still answers GET /target/<path:path>: UF115 the map of all rules is used in a way that has no counterpart: `url_map.bind` (app.py:17).
def target(path: str):
    # unflask UF115: the map of all rules is used in a way that has no counterpart: `url_map.bind`
    adapter = app.url_map.bind("localhost")
    # unflask UF142: a part of Werkzeug that works on requests of Flask is used: `werkzeug.routing.RequestRedirect`
    try:
        return adapter.match(f"/{path}")[0]
    except RequestRedirect as error:
        return error.new_url


@app.get("/slash/")
def slash():
    return "a slash"


@app.get("/plain")
def plain(name: str = "nobody"):
    return name


# Flask still answers GET /elsewhere: UF150 an exception of Werkzeug has no counterpart: its `get_response` reads the environment (app.py:8) (through elsewhere → Elsewhere).
def elsewhere():
    raise Elsewhere
