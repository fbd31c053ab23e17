from flask import Flask, jsonify
from flask.views import MethodView

app = Flask(__name__)


class Items(MethodView):
    def get(self):
        return jsonify(items=[])


def methods_of(view):
    return sorted(view.methods)


app.add_url_rule("/items", view_func=Items.as_view("items"))


@app.route("/methods")
def methods():
    return jsonify(methods_of(Items))


@app.route("/plain")
def plain():
    return jsonify([1, 2])
