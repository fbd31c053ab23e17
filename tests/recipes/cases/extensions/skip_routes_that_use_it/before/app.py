from flask import Flask, jsonify, request
from flask_login import LoginManager, UserMixin, current_user, login_required, login_user


class Manager(LoginManager):
    """One of its own, which nobody knows."""


app = Flask(__name__)
app.secret_key = "dev"
manager = Manager(app)


class User(UserMixin):
    def __init__(self, id):
        self.id = id


@manager.user_loader
def load(id):
    return User(id)


def name():
    return current_user.get_id() or "nobody"


@app.route("/login", methods=["POST"])
def login():
    login_user(User(request.form["id"]))
    return name()


@app.route("/me")
@login_required
def me():
    return jsonify(id=name())


@app.route("/greet")
def greet():
    return f"Hello, {name()}!"


@app.route("/open")
def open_to_all():
    return jsonify(User("plain").id)
