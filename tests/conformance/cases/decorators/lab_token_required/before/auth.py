from functools import wraps

from flask import current_app, jsonify, request
from itsdangerous import BadSignature, URLSafeSerializer

USERS = {"ada": {"name": "ada", "admin": True}, "bob": {"name": "bob", "admin": False}}


def serializer():
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="login")


def issue(name):
    return serializer().dumps({"name": name})


def token_required(f):
    @wraps(f)
    def decorated(*args, **kwargs):
        token = None
        if "x-access-token" in request.headers:
            token = request.headers["x-access-token"]
        if not token:
            return jsonify({"message": "Token is missing!"}), 401
        try:
            data = serializer().loads(token)
            current_user = USERS[data["name"]]
        except BadSignature:
            return jsonify({"message": "Token is invalid!"}), 401
        except KeyError:
            return jsonify({"message": "Nobody has this name"}), 401
        return f(current_user, *args, **kwargs)

    return decorated
