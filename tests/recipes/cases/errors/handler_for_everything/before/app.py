from flask import Flask, jsonify, request
from werkzeug.exceptions import HTTPException

app = Flask(__name__)


@app.errorhandler(Exception)
def everything(error):
    if isinstance(error, HTTPException):
        return error
    return jsonify(error=type(error).__name__, args=[str(a) for a in error.args]), 500


@app.route("/boom")
def boom():
    raise KeyError("boom")


@app.route("/form", methods=["POST"])
def form():
    return request.form["name"]
