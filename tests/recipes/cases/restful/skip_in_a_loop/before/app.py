"""Resources that a loop declares: nobody can tell their rules by reading."""

from flask import Flask
from flask_restful import Api, Resource


class Cat(Resource):
    def get(self):
        return {"says": "meow"}


class Dog(Resource):
    def get(self):
        return {"says": "woof"}


app = Flask(__name__)
api = Api(app)
for animal in (Cat, Dog):
    api.add_resource(animal, f"/{animal.__name__.lower()}")


@app.route("/bird")
def bird():
    return {"says": "tweet"}
