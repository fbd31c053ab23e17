import importlib

from werkzeug.routing import BaseConverter

from compat.application import Application
from compat.convertors import PathConvertor, register_convertors
from compat.legacy import Fallback

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


class Loud:
    def to_python(self, value):
        return value.upper()


class Mixed(Loud, BaseConverter):
    pass


class Mapped(BaseConverter):
    def __init__(self, map, prefix="x"):
        super().__init__(map)
        self.host = map.host_matching
        self.prefix = prefix


class Asking(BaseConverter):
    def to_python(self, value):
        return f"{value} {self.map.host_matching}"


class Made(BaseConverter):
    pass


class Silent(PathConvertor):
    pass


def make(text):
    class Suffixed(BaseConverter):
        regex = f"[a-z]+{text}"

    return Suffixed


# Left on Flask: its converter `mixed` has a class `Mixed` that is more than a converter.
pass
# Left on Flask: its converter `mapped` uses the map of all rules in its `__init__`.
pass
# Left on Flask: its converter `asking` uses `map` of Werkzeug's converter.
pass
register_convertors(silent=Silent)
# Left on Flask: its converter `suffixed` is no class of the project.
pass


# Flask still answers GET /mixed/<mixed:value>: its converter `mixed` has a class `Mixed` that is more than a converter.
# unflask UF110: the route is declared in a way that FastAPI has no counterpart for: its converter `mixed` has a class `Mixed` that is more than a converter
def mixed(value):
    return value


# Flask still answers GET /mapped/<mapped:value>: its converter `mapped` uses the map of all rules in its `__init__`.
# unflask UF110: the route is declared in a way that FastAPI has no counterpart for: its converter `mapped` uses the map of all rules in its `__init__`
def mapped(value):
    return value


# Flask still answers GET /asking/<asking:value>: its converter `asking` uses `map` of Werkzeug's converter.
# unflask UF110: the route is declared in a way that FastAPI has no counterpart for: its converter `asking` uses `map` of Werkzeug's converter
def asking(value):
    return value


# Flask still answers GET /silent/<silent(1, 2):value>: its converter `silent` is given arguments that its class does not name.
# unflask UF110: the route is declared in a way that FastAPI has no counterpart for: its converter `silent` is given arguments that its class does not name
def silent(value):
    return value


# Flask still answers GET /suffixed/<suffixed:value>: its converter `suffixed` is no class of the project.
# unflask UF110: the route is declared in a way that FastAPI has no counterpart for: its converter `suffixed` is no class of the project
def suffixed(value):
    return value


@app.get("/plain")
def plain():
    return "plain"
