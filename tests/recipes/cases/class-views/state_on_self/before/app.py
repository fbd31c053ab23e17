from flask import Flask, jsonify, request
from flask.views import MethodView

app = Flask(__name__)


class Search(MethodView):
    def __init__(self, limit):
        self.limit = limit
        self.words = []

    def _read(self):
        self.words = request.args.getlist("word")[: self.limit]

    def get(self):
        before = len(self.words)
        self._read()
        return jsonify(before=before, words=self.words)

    def post(self):
        self.words.append(request.form.get("word"))
        return jsonify(words=self.words)


app.add_url_rule("/search", view_func=Search.as_view("search", 2))
