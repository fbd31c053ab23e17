from functools import wraps

from flask import Flask, jsonify
from flask.views import MethodView

app = Flask(__name__)


def counted(f):
    calls = []

    @wraps(f)
    def decorated(*args, **kwargs):
        calls.append(f.__name__)
        return jsonify(calls=calls)

    return decorated


class Items(MethodView):
    decorators = [counted]

    def get(self):
        return "got"

    def post(self):
        return "posted"


app.add_url_rule("/items", view_func=Items.as_view("items"))


@app.route("/plain")
def plain():
    return jsonify([1, 2])
