"""A resource of a host of its own stays on Flask; its neighbour does not."""

from flask import Flask
from flask_restful import Api, Resource


class Here(Resource):
    def get(self):
        return "here"


class There(Resource):
    def get(self):
        return "there"


app = Flask(__name__)
api = Api(app)
api.add_resource(Here, "/here")
api.add_resource(There, "/there", "/yonder", subdomain="far")
