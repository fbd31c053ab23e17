from datetime import timedelta

from flask import Flask, flash, jsonify, redirect, render_template, request, session, url_for
from flask_login import (
    LoginManager,
    UserMixin,
    confirm_login,
    current_user,
    fresh_login_required,
    login_fresh,
    login_required,
    login_user,
    logout_user,
)

login_manager = LoginManager()
login_manager.login_view = "sign_in"
login_manager.login_message_category = "info"
login_manager.refresh_view = "sign_in"
login_manager.session_protection = "strong"


class User(UserMixin):
    def __init__(self, id, name, is_active=True):
        self.id = id
        self.name = name
        self.active = is_active

    @property
    def is_active(self):
        return self.active


USERS = {"1": User(1, "ann"), "2": User(2, "bea"), "3": User(3, "cy", False)}


@login_manager.user_loader
def load_user(user_id):
    return USERS.get(user_id)


def greeting():
    return f"Hello, {current_user.name}!" if current_user.is_authenticated else "Hello!"


def create_app():
    app = Flask(__name__)
    app.secret_key = "signed in"
    login_manager.init_app(app)

    @app.route("/")
    def index():
        return render_template("index.html", greeting=greeting())

    @app.route("/sign-in", methods=["GET", "POST"])
    def sign_in():
        if request.method == "GET":
            return render_template("index.html", greeting=request.args.get("next", "nowhere"))
        user = next((u for u in USERS.values() if u.name == request.form["name"]), None)
        remember = "remember" in request.form
        if user is None or not login_user(user, remember=remember, duration=timedelta(days=7)):
            flash("no such user", "error")
            return render_template("index.html", greeting="Hello?"), 401
        return redirect(request.args.get("next") or url_for("index"))

    @app.route("/sign-out", methods=["POST"])
    @login_required
    def sign_out():
        logout_user()
        return redirect(url_for("index"))

    @app.route("/me", methods=["GET", "OPTIONS"])
    @login_required
    def me():
        if request.method == "OPTIONS":
            return "", 204
        keys = sorted(k for k in session if k != "_id")
        return jsonify(id=current_user.get_id(), fresh=login_fresh(), keys=keys)

    @app.route("/password", methods=["POST"])
    @fresh_login_required
    def password():
        return jsonify(changed=current_user == USERS["1"])

    @app.route("/confirm", methods=["POST"])
    @login_required
    def confirm():
        confirm_login()
        return "", 204

    return app
