import compat.testing  # noqa: F401 - gives the application its test client
from app import app
from compat.application import Application
from compat.responses import jsonify
from compat.routing import Router


def test_a_small_app():
    small = Application(__name__)
    bp = Router("bp", __name__)

    @bp.route("/x/<int:n>")
    def x(n):
        return jsonify(n=n)

    small.register_blueprint(bp, url_prefix="/p")
    assert small.test_client().get("/p/x/3").json == {"n": 3}


def test_the_app():
    assert app.test_client().get("/").data == b"index"
