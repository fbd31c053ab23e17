import importlib

from flask.views import MethodView

from compat.application import Application
from compat.legacy import Fallback

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


# unflask UF112: the class view is more than a class with methods: its class, or one that shares a base with it, is used as a value at app.py:21
class Items(MethodView):
    def get(self):
        return {"items": []}


def methods_of(view):
    return sorted(view.methods)


# Left on Flask: its class, or one that shares a base with it, is used as a value at app.py:21.
pass


# Flask still answers GET /methods: UF112 the class view is more than a class with methods: its class, or one that shares a base with it, is used as a value at app.py:21 (app.py:7) (through methods → Items).
def methods():
    return methods_of(Items)


@app.get("/plain")
def plain():
    return [1, 2]
