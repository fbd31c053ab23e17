"""An `Api` that puts its prefix before that of the blueprint."""

from flask import Blueprint, Flask, request
from flask_restful import Api, Resource


class Echo(Resource):
    def get(self):
        return {"said": request.args.get("say")}


bp = Blueprint("echo", __name__, url_prefix="/echo")
api = Api(bp, prefix="/v2", url_part_order="abe")
api.add_resource(Echo, "/words")
app = Flask(__name__)
app.register_blueprint(bp)


@app.route("/plain")
def plain():
    return {"said": request.args.get("say")}
