"""One resource shows a time as Flask-Moment does, which stays on Flask; the others do not."""

from datetime import UTC, datetime

from flask import Blueprint, Flask
from flask_moment import Moment
from flask_restful import Api, Resource

moment = Moment()
bp = Blueprint("clocks", __name__)
api = Api(bp, "/clocks")


class Clock(Resource):
    def get(self, name):
        return {"name": name}

    def put(self, name):
        return {"set": name}, 202


@api.resource("/now", "/today")
class Now(Resource):
    def get(self):
        return {"html": str(moment.create(datetime(2026, 1, 2, tzinfo=UTC)))[:5]}


api.add_resource(Clock, "/<name>")


def create_app():
    app = Flask(__name__)
    moment.init_app(app)
    app.register_blueprint(bp, url_prefix="/api")
    return app
