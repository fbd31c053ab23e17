"""A resource that chooses its method itself."""

from flask import Flask, request
from flask_restful import Api, Resource


class Chosen(Resource):
    def dispatch_request(self, *args, **kwargs):
        if request.args.get("as") == "post":
            return {"chosen": "post"}, 201
        return super().dispatch_request(*args, **kwargs)

    def get(self):
        return {"chosen": "get"}


app = Flask(__name__)
api = Api(app)
api.add_resource(Chosen, "/chosen")


@app.route("/plain")
def plain():
    return "plain"
