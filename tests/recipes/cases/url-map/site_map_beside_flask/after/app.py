import importlib

from flask.views import MethodView
from pydantic import BaseModel

from compat.application import Application
from compat.legacy import Fallback
from compat.values import Json

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


# unflask UF100: no recipe knows this part of Flask: `flask.views.MethodView`
class Item(MethodView):
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


# Left on Flask: it is a class view.
pass
