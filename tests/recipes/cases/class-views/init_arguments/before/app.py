from flask import Flask, abort, jsonify, request
from flask.views import MethodView

app = Flask(__name__)
ANIMALS = {1: "cat", 2: "dog"}
PLANTS = {1: "oak"}


class ItemAPI(MethodView):
    init_every_request = False

    def __init__(self, model, kind="thing"):
        self.model = model
        self.kind = kind

    def _get_item(self, id):
        if id not in self.model:
            abort(404)
        return self.model[id]

    def get(self, id):
        return jsonify(kind=self.kind, name=self._get_item(id))

    def patch(self, id):
        self._get_item(id)
        self.model[id] = request.json["name"]
        return jsonify(kind=self.kind, name=self.model[id])


class GroupAPI(MethodView):
    def __init__(self, model):
        self.model = model

    def get(self):
        return jsonify(sorted(self.model.values()))


app.add_url_rule("/animals/<int:id>", view_func=ItemAPI.as_view("animal", ANIMALS, kind="animal"))
app.add_url_rule("/plants/<int:id>", view_func=ItemAPI.as_view("plant", PLANTS))
app.add_url_rule("/animals/", view_func=GroupAPI.as_view("animals", ANIMALS))
