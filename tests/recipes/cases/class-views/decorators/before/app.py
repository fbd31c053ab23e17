from functools import wraps

from flask import Flask, abort, jsonify, request
from flask.views import MethodView, View

app = Flask(__name__)


def login_required(f):
    @wraps(f)
    def decorated(*args, **kwargs):
        if "X-User" not in request.headers:
            abort(401)
        return f(*args, **kwargs)

    return decorated


def role_required(role):
    def decorator(f):
        @wraps(f)
        def decorated(**kwargs):
            if request.headers.get("X-Role") != role:
                return jsonify(needs=role), 403
            return f(**kwargs)

        return decorated

    return decorator


class Accounts(MethodView):
    """The accounts of all users."""

    decorators = [role_required("admin"), login_required]

    def get(self, number):
        return jsonify(number=number, user=request.headers["X-User"])

    def delete(self, number):
        return "", 204


class Me(View):
    decorators = (login_required,)

    def dispatch_request(self):
        return jsonify(user=request.headers["X-User"])


class Mixed(MethodView):
    @login_required
    def post(self, number):
        return jsonify(number=number), 201

    def get(self, number):
        return jsonify(number=number)


class Open(MethodView):
    def get(self):
        return jsonify(open=True)

    def post(self):
        return jsonify(posted=True)


app.add_url_rule("/accounts/<int:number>", view_func=Accounts.as_view("accounts"))
app.add_url_rule("/me", view_func=Me.as_view("me"))
app.add_url_rule("/mixed/<int:number>", view_func=Mixed.as_view("mixed"))
app.add_url_rule("/private/me", view_func=login_required(Open.as_view("private")))
app.add_url_rule("/open/me", view_func=Open.as_view("open_me"))
