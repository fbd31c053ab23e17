import requests
from flask import Flask, abort, jsonify

app = Flask(__name__)
SERVICE = "http://127.0.0.1:9/prices"  # nobody listens there


def fetch(key):
    """Ask the service for one price."""
    answer = requests.get(f"{SERVICE}/{key}", params={"full": 1}, timeout=2)
    answer.raise_for_status()
    return answer.json()


def price(key):
    try:
        return fetch(key)["price"]
    except requests.ConnectionError:
        return None


@app.route("/price/<int:key>")
def show(key):
    found = price(key)
    if found is None:
        abort(503, "no prices today")
    return jsonify(price=found)


@app.route("/crash")
def crash():
    return fetch(1)
