from functools import wraps

from flask import Flask, jsonify

app = Flask(__name__)


def endpoint(function):
    @app.route(f"/<shelf>/{function.__name__}")
    @wraps(function)
    def wrapper(shelf):
        return jsonify({shelf: function()})

    return wrapper


@endpoint
def books():
    return ["Emma"]
