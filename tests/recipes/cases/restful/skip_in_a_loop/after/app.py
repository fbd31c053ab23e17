"""Resources that a loop declares: nobody can tell their rules by reading."""

import importlib

from flask_restful import Api, Resource
from pydantic import BaseModel

from compat.application import Application
from compat.legacy import Fallback


# unflask UF201: a Flask extension is used here: Flask-RESTful; a resource is declared at app.py:20 in a way that hides it
class Cat(Resource):
    def get(self):
        return {"says": "meow"}


# unflask UF201: a Flask extension is used here: Flask-RESTful; a resource is declared at app.py:20 in a way that hides it
class Dog(Resource):
    def get(self):
        return {"says": "woof"}


app = Application(__name__)
# unflask UF201: a Flask extension is used here: Flask-RESTful; a resource is declared at app.py:20 in a way that hides it
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
api = Api()
for animal in (Cat, Dog):
    api.add_resource(animal, f"/{animal.__name__.lower()}")


class BirdAnswer(BaseModel):
    says: str


@app.get("/bird", response_model=BirdAnswer)
def bird():
    return {"says": "tweet"}
