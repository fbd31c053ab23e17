import importlib

from flask.views import MethodView

from compat.application import Application
from compat.legacy import Fallback
from compat.responses import JSONResponse

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


class Registered(type):
    def __new__(mcs, name, bases, namespace):
        namespace["post"] = lambda self: "posted"
        return super().__new__(mcs, name, bases, namespace)


# unflask UF112: the class view is more than a class with methods: its class `Items` has a metaclass or other options
class Items(MethodView, metaclass=Registered):
    def get(self):
        return JSONResponse({"items": []})


# Left on Flask: its class `Items` has a metaclass or other options.
pass


@app.get("/plain")
def plain():
    return [1, 2]
