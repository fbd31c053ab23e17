import json

from flask import Flask, abort
from werkzeug.exceptions import HTTPException

app = Flask(__name__)


@app.errorhandler(HTTPException)
def as_json(error):
    """Answer JSON instead of HTML."""
    response = error.get_response()
    response.data = json.dumps({"code": error.code, "name": error.name, "text": error.description})
    response.content_type = "application/json"
    return response


@app.route("/stop/<int:code>")
def stop(code):
    abort(code, description="asked for")


@app.route("/crash")
def crash():
    raise RuntimeError("crash")
