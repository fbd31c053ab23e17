from flask import Blueprint, Flask, abort, current_app, g, jsonify, request

api = Blueprint("api", __name__, url_prefix="/api")
public = Blueprint("public", __name__)


@api.before_request
def authenticate():
    auth = request.authorization
    if auth is None:
        return jsonify(error="no credentials"), 401, {"WWW-Authenticate": 'Basic realm="toll"'}
    if auth.type == "basic":
        known = current_app.config["USERS"].get(auth.username)
        if known is None or known["password"] != auth.password:
            abort(401)
        g.user = auth.username
    elif auth.type == "bearer":
        g.user = current_app.config["TOKENS"].get(auth.token)
        if g.user is None:
            abort(401, "token?")
    else:
        abort(400)
    return None


@api.before_request
def charge():
    left = current_app.config["USERS"][g.user]["left"]
    if left == 0:
        return f"{g.user} has nothing left", 402
    current_app.config["USERS"][g.user]["left"] = left - 1
    return None


@api.after_request
def show_left(response):
    if g.get("user"):
        response.headers["X-Left"] = str(current_app.config["USERS"][g.user]["left"])
    return response


@api.route("/pass/<int:gate>")
def pass_gate(gate):
    return jsonify(gate=gate, by=g.user, key=request.args.get("key"))


@public.route("/")
def prices():
    return jsonify(price=1, user=g.get("user"))


def create_app():
    app = Flask(__name__)
    app.config["USERS"] = {
        "ada": {"password": "pw:1", "left": 2},
        "bob": {"password": "pw", "left": 0},
    }
    app.config["TOKENS"] = {"t0k": "ada"}
    app.register_blueprint(public)
    app.register_blueprint(api)
    return app
