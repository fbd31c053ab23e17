from flask import Flask, jsonify
from flask.json.provider import DefaultJSONProvider


class Provider(DefaultJSONProvider):
    sort_keys = False

    def default(self, value):
        return sorted(value) if isinstance(value, set) else super().default(value)


app = Flask(__name__)
app.json = Provider(app)


@app.route("/set")
def a_set():
    return jsonify(b={2, 1}, a=1)
