from flask import Flask, jsonify
from flask.views import MethodView

app = Flask(__name__)


class Items(MethodView):
    def get(self, key):
        return jsonify(key=key)

    def delete(self, key):
        return "", 204


app.add_url_rule("/items/<int:key>", view_func=Items.as_view("items"))


@app.route("/plain")
def plain():
    return jsonify([1, 2])
