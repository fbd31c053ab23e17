from flask import Flask, jsonify
from flask.views import MethodView

app = Flask(__name__)


class Items(MethodView):
    def get(self):
        return jsonify(items=[])


class Others(MethodView):
    def get(self):
        return jsonify(others=[])


for name, view in {"items": Items, "others": Others}.items():
    app.add_url_rule(f"/{name}", view_func=view.as_view(name))


@app.route("/plain")
def plain():
    return jsonify([1, 2])
