import importlib

from flask.views import MethodView
from pydantic import BaseModel

from compat.application import Application
from compat.legacy import Fallback
from compat.values import Json

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


# unflask UF112: the class view is more than a class with methods: its class `Item` has a `dispatch_request` of its own
class Item(MethodView):
    def dispatch_request(self, **values):
        return super().dispatch_request(**values)

    def get(self, number):
        return f"{number}"


@app.get("/rules")
def rules():
    return [f"{rule.endpoint} {rule.rule}" for rule in app.url_map.iter_rules()]


class ExpectsAnswer(BaseModel):
    number: Json


@app.get("/expects", response_model=ExpectsAnswer)
def expects():
    return {"number": app.url_map.is_endpoint_expecting("item", "number")}


# Left on Flask: its class `Item` has a `dispatch_request` of its own.
pass
