"""Nothing is sent that the client has not asked for, but by the one resource that always can."""

from collections import OrderedDict

from flask import Flask, make_response
from flask_restful import Api, Resource, abort

app = Flask(__name__)
api = Api(app, default_mediatype=None)
lax = Api(app, "/lax", "text/plain")
unknown = Api(app, "/unknown", default_mediatype="image/png")


def as_yaml(data, code, headers):
    answer = make_response("".join(f"{k}: {v}\n" for k, v in data.items()), code)
    answer.headers.extend(headers)
    return answer


class Weather(Resource):
    def get(self, place):
        if place == "nowhere":
            abort(404)
        return {"place": place, "sun": True}, 200, {"X-Weather": "fine"}


class Climate(Weather):
    representations = OrderedDict([("application/yaml", as_yaml)])


class Words(Resource):
    def get(self):
        return ["a", "b"]

    def delete(self):
        abort(403, reason="for ever")


api.add_resource(Weather, "/weather/<place>")
api.add_resource(Climate, "/climate/<place>")
lax.add_resource(Words, "/words")
unknown.add_resource(Words, "/words", endpoint="elsewhere")
