from functools import wraps

from flask import Blueprint, current_app, g, jsonify, request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.security import check_password_hash, generate_password_hash

from models import User, db

users = Blueprint("users", __name__)


def signer():
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="token")


def token_required(f):
    @wraps(f)
    def decorated(*args, **kwargs):
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme != "Bearer" or not token:
            return jsonify({"error": "token is missing"}), 401
        try:
            g.user = db.session.get(User, signer().loads(token)["id"])
        except BadSignature:
            return jsonify({"error": "token is invalid"}), 401
        if g.user is None:
            return jsonify({"error": "who are you?"}), 401
        return f(*args, **kwargs)

    return decorated


@users.post("/")
def register():
    email, password = request.json.get("email"), request.json.get("password") or ""
    if not email or "@" not in email:
        return jsonify({"error": "email is not valid"}), 400
    if len(password) < 6:
        return jsonify({"error": "password is too short"}), 400
    if User.query.filter_by(email=email).first() is not None:
        return jsonify({"error": "email is taken"}), 409
    db.session.add(
        User(email=email, password=generate_password_hash(password, method="pbkdf2:sha256:1000"))
    )
    db.session.commit()
    return jsonify({"message": "user created", "user": {"email": email}}), 201


@users.post("/token")
def token():
    auth = request.authorization
    user = (
        User.query.filter_by(email=auth.username).first() if auth and auth.type == "basic" else None
    )
    if user is None or not check_password_hash(user.password, auth.password):
        return (
            jsonify({"error": "wrong credentials"}),
            401,
            {"WWW-Authenticate": 'Basic realm="bookmarks"'},
        )
    return jsonify({"token": signer().dumps({"id": user.id})})


@users.get("/me")
@token_required
def me():
    return jsonify({"email": g.user.email, "bookmarks": len(g.user.bookmarks)})
