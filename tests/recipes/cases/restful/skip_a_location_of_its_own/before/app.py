"""An argument that is looked for in the address, which the request of FastAPI calls otherwise."""

from flask import Flask
from flask_restful import Api, Resource, reqparse

parser = reqparse.RequestParser()
parser.add_argument("http", location="url")


class Seen(Resource):
    def get(self):
        return {"parsed": str(parser.parse_args())[:4]}


app = Flask(__name__)
api = Api(app)
api.add_resource(Seen, "/seen")


@app.route("/plain")
def plain():
    return "plain"
