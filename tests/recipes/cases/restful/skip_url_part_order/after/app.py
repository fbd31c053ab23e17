"""An `Api` that puts its prefix before that of the blueprint."""

import importlib

from flask_restful import Api, Resource
from pydantic import BaseModel

from compat.application import Application
from compat.context import request
from compat.legacy import Fallback
from compat.routing import Router


# unflask UF201: a Flask extension is used here: Flask-RESTful; `Api` is given something unknown
class Echo(Resource):
    def get(self):
        return {"said": request.args.get("say")}


bp = Router("echo", prefix="/echo")
# unflask UF201: a Flask extension is used here: Flask-RESTful; `Api` is given something unknown
api = Api(prefix="/v2", url_part_order="abe")
api.add_resource(Echo, "/words")
app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
app.include_router(bp)


class PlainAnswer(BaseModel):
    said: str | None


@app.get("/plain", response_model=PlainAnswer)
def plain(say: str | None = None):
    return {"said": say}
