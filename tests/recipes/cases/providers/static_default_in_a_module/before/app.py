from flask import Flask, current_app, json, jsonify

from written import Written

app = Flask(__name__)
app.json = Written(app)


@app.get("/times")
def times():
    return jsonify([{"at": 1.5, "zone": None}, {"text": "ä"}])


@app.get("/text")
def text():
    return current_app.json.dumps({"b": 1, "a": "ä"}), {"Content-Type": "application/json"}


@app.get("/both")
def both():
    return json.dumps({"b": frozenset({3}), "a": 1}), {"Content-Type": "application/json"}
