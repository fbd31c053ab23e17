"""An argument that is looked for in the address, which the request of FastAPI calls otherwise."""

import importlib

from flask_restful import Api, Resource, reqparse

from compat.application import Application
from compat.legacy import Fallback

# unflask UF201: a Flask extension is used here: Flask-RESTful; `'url'` is a location of an argument
parser = reqparse.RequestParser()
parser.add_argument("http", location="url")


# unflask UF201: a Flask extension is used here: Flask-RESTful; `'url'` is a location of an argument
class Seen(Resource):
    def get(self):
        return {"parsed": str(parser.parse_args())[:4]}


app = Application(__name__)
# unflask UF201: a Flask extension is used here: Flask-RESTful; `'url'` is a location of an argument
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
api = Api()
# Flask still answers GET /seen: UF201 a Flask extension is used here: Flask-RESTful; `'url'` is a location of an argument (app.py:10).


@app.get("/plain")
def plain():
    return "plain"
