import json

from flask import Flask
from flask.json.provider import DefaultJSONProvider


class Provider(DefaultJSONProvider):
    def dumps(self, value, **options):
        return json.dumps({"data": value}, **options)


app = Flask(__name__)
app.json = Provider(app)


@app.route("/items")
def items():
    return {"a": 1}
