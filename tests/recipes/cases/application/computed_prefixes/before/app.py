import os

from flask import Blueprint, Flask, jsonify, url_for

VERSION = 3
api = Blueprint("api", __name__)
bare = Blueprint("bare", __name__)


@api.get("/")
def index():
    return jsonify(items=url_for(".item", number=1), bare=url_for("bare.plain"))


@api.get("/items/<int:number>")
def item(number):
    return jsonify(number=number)


@bare.get("/plain")
def plain():
    return "plain"


def create_app():
    app = Flask(__name__)
    app.config["API_PREFIX"] = f"/api/v{VERSION}/"
    app.register_blueprint(api, url_prefix=app.config["API_PREFIX"])
    app.register_blueprint(bare, url_prefix=os.environ.get("NOT_SET_ANYWHERE"))
    return app
