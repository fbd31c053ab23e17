"""A resource that chooses its method itself."""

import importlib

from flask_restful import Api, Resource

from compat.application import Application
from compat.context import request
from compat.legacy import Fallback


# unflask UF201: a Flask extension is used here: Flask-RESTful; `Chosen` has a `dispatch_request` of its own
class Chosen(Resource):
    def dispatch_request(self, *args, **kwargs):
        if request.args.get("as") == "post":
            return {"chosen": "post"}, 201
        return super().dispatch_request(*args, **kwargs)

    def get(self):
        return {"chosen": "get"}


app = Application(__name__)
# unflask UF201: a Flask extension is used here: Flask-RESTful; `Chosen` has a `dispatch_request` of its own
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
api = Api()
# Flask still answers GET /chosen: UF201 a Flask extension is used here: Flask-RESTful; `Chosen` has a `dispatch_request` of its own (app.py:7).


@app.get("/plain")
def plain():
    return "plain"
