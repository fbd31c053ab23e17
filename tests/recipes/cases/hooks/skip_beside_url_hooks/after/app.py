import importlib

from flask.views import MethodView

from compat.application import Application
from compat.context import g
from compat.legacy import Fallback
from compat.routing import Router
from compat.urls import url_for

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
shop = Router("shop", prefix="/{language}/shop")


@app.url_value_preprocessor
def pull_language(endpoint, values):
    g.language = (values or {}).pop("language", "en")


@shop.url_defaults
def add_language(endpoint, values):
    values.setdefault("language", g.language)


@app.url_defaults
def add_number(endpoint, values):
    if app.url_map.is_endpoint_expecting(endpoint, "number"):
        values["number"] = values.get("number", 0) + 1


@shop.get("/")
def index():
    return " ".join([url_for("shop.item", number=2), url_for("shop.index"), g.language])


# unflask UF112: the class view is more than a class with methods: its class `Item` has a `dispatch_request` of its own
class Item(MethodView):
    def dispatch_request(self, **values):
        return super().dispatch_request(**values)

    def get(self, number):
        return f"{number} {url_for('.index')} {url_for('plain')} {g.language}"


# Left on Flask: its class `Item` has a `dispatch_request` of its own.
pass


@app.get("/plain")
def plain():
    return url_for("shop.item", number=5)


app.include_router(shop)
