from flask import Flask
from flask.json.provider import DefaultJSONProvider


def provider_for(app):
    made = DefaultJSONProvider(app)
    made.sort_keys = False
    return made


app = Flask(__name__)
app.json = provider_for(app)


@app.route("/items")
def items():
    return {"b": 1, "a": 2}
