from flask import Flask, Response, jsonify
from flask.views import MethodView

app = Flask(__name__)


class Own(MethodView):
    def get(self):
        return jsonify(here=True)

    def head(self):
        return Response(headers={"X-Head": "own"})

    def options(self):
        return jsonify(options=["GET"])


class Silent(MethodView):
    provide_automatic_options = False

    def get(self):
        return "silent"

    def post(self):
        return "posted"


class Narrow(MethodView):
    def get(self):
        return "narrow"

    def post(self):
        return "posted"


class Kept(MethodView):
    init_every_request = False
    count = 0

    def post(self):
        self.count += 1
        return jsonify(count=self.count)


app.add_url_rule("/own", view_func=Own.as_view("own"))
app.add_url_rule("/silent", view_func=Silent.as_view("silent"))
app.add_url_rule("/narrow", view_func=Narrow.as_view("narrow"), methods=["GET"])
app.add_url_rule("/kept", view_func=Kept.as_view("kept"))
