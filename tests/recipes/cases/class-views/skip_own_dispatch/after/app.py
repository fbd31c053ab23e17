import importlib

from flask.views import MethodView

from compat.application import Application
from compat.context import request
from compat.legacy import Fallback
from compat.responses import JSONResponse

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


# unflask UF112: the class view is more than a class with methods: its class `Items` has a `dispatch_request` of its own
class Items(MethodView):
    def dispatch_request(self, **kwargs):
        if request.args.get("closed"):
            return "closed", 503
        return super().dispatch_request(**kwargs)

    def get(self):
        return JSONResponse({"items": []})


# Left on Flask: its class `Items` has a `dispatch_request` of its own.
pass


@app.get("/plain")
def plain():
    return [1, 2]
