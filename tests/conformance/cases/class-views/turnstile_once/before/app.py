"""Turnstile: counts who passes, in views that live as long as the process."""

from flask import Flask, jsonify, request
from flask.views import MethodView

app = Flask(__name__)


class Gate(MethodView):
    """One instance for each gate, so that its count stays with it."""

    init_every_request = False

    def __init__(self, name, limit):
        self.name = name
        self.limit = limit
        self.inside = []

    def get(self):
        return jsonify(gate=self.name, inside=self.inside, free=self.limit - len(self.inside))

    def post(self):
        badge = request.form.get("badge", type=int)
        if badge is None:
            return jsonify(error="badge?"), 400
        if badge in self.inside:
            return jsonify(error="already inside"), 409
        if len(self.inside) >= self.limit:
            return jsonify(error=f"{self.name} is full"), 503, {"Retry-After": "60"}
        self.inside.append(badge)
        return jsonify(gate=self.name, inside=self.inside), 201

    def delete(self):
        self.inside.clear()
        return "", 204


app.add_url_rule("/gates/east", view_func=Gate.as_view("east", "East", limit=2))
app.add_url_rule("/gates/west", view_func=Gate.as_view("west", "West", 1))
