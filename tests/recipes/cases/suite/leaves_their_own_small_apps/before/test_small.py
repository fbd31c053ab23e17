from flask import Blueprint, Flask, jsonify

from app import app


def test_a_small_app():
    small = Flask(__name__)
    bp = Blueprint("bp", __name__)

    @bp.route("/x/<int:n>")
    def x(n):
        return jsonify(n=n)

    small.register_blueprint(bp, url_prefix="/p")
    assert small.test_client().get("/p/x/3").json == {"n": 3}


def test_the_app():
    assert app.test_client().get("/").data == b"index"
