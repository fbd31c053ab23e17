"""One resource shows a time as Flask-Moment does, which stays on Flask; the others do not."""

import importlib
from datetime import UTC, datetime

from flask_moment import Moment

from compat.application import Application
from compat.legacy import Fallback
from compat.restful import Api, Resource
from compat.routing import Router

# unflask UF201: a Flask extension is used here: Flask-Moment; instead: the library's own HTML in the templates
moment = Moment()
bp = Router("clocks")
api = Api(bp, "/clocks")


class Clock(Resource):
    def get(self, name):
        return {"name": name}

    def put(self, name):
        return {"set": name}, 202


# Flask still answers GET /api/clocks/now, GET /api/clocks/today: UF201 a Flask extension is used here: Flask-Moment; instead: the library's own HTML in the templates (app.py:9) (through Now → get → moment).
class Now(Resource):
    def get(self):
        return {"html": str(moment.create(datetime(2026, 1, 2, tzinfo=UTC)))[:5]}


api.add_resource(Clock, "/{name}")


def create_app():
    app = Application(__name__)
    # unflask UF204: a Flask extension was taken out of the converted application: Flask-Moment; instead: the library's own HTML in the templates
    app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").create_app())
    app.include_router(bp, prefix="/api")
    return app
