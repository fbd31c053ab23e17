"""A resource of a host of its own stays on Flask; its neighbour does not."""

import importlib

from compat.application import Application
from compat.legacy import Fallback
from compat.restful import Api, Resource


class Here(Resource):
    def get(self):
        return "here"


class There(Resource):
    def get(self):
        return "there"


app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
api = Api(app)
api.add_resource(Here, "/here")
# Left on Flask: its option `subdomain` has no counterpart, since routes of FastAPI do not look at the host.
pass
