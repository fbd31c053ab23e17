from flask import Flask, jsonify, request
from flask.views import MethodView

import store

app = Flask(__name__)


def body():
    return request.get_json(silent=True) or {}


class ItemsView(MethodView):
    def get(self):
        limit = request.args.get("limit", 10, type=int)
        return jsonify(store.listing(request.args.get("kind"))[:limit])

    def post(self):
        data = body()
        errors = store.check(data)
        if errors:
            return jsonify({"errors": errors}), 400
        return jsonify(store.add(data)), 201


class ItemView(MethodView):
    def get(self, item_id):
        item = store.get(item_id)
        if item is None:
            return self._missing(item_id)
        return jsonify(item)

    def put(self, item_id):
        item = store.get(item_id)
        if item is None:
            return self._missing(item_id)
        errors = store.check(body())
        if errors:
            return jsonify({"errors": errors}), 400
        item.update(body(), id=item_id)
        return jsonify(item)

    def delete(self, item_id):
        if store.remove(item_id) is None:
            return self._missing(item_id)
        return "", 204

    @staticmethod
    def _missing(item_id):
        return jsonify({"errors": [f"no item {item_id}"]}), 404


app.add_url_rule("/items", view_func=ItemsView.as_view("items"))
app.add_url_rule("/items/<int:item_id>", view_func=ItemView.as_view("item"))
