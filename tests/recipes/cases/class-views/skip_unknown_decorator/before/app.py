from functools import lru_cache

from flask import Flask, jsonify
from flask.views import MethodView

app = Flask(__name__)


class Items(MethodView):
    decorators = [lru_cache]

    def get(self):
        return jsonify(items=[])


app.add_url_rule("/items", view_func=Items.as_view("items"))


@app.route("/plain")
def plain():
    return jsonify([1, 2])
