from flask import Flask, jsonify
from flask.views import MethodView

app = Flask(__name__)


class Registered(type):
    def __new__(mcs, name, bases, namespace):
        namespace["post"] = lambda self: "posted"
        return super().__new__(mcs, name, bases, namespace)


class Items(MethodView, metaclass=Registered):
    def get(self):
        return jsonify(items=[])


app.add_url_rule("/items", view_func=Items.as_view("items"))


@app.route("/plain")
def plain():
    return jsonify([1, 2])
