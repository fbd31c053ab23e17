from flask import Flask, abort
from werkzeug.exceptions import InternalServerError

app = Flask(__name__)


@app.errorhandler(500)
def failed(error):
    original = getattr(error, "original_exception", None)
    return {"original": type(original).__name__, "ours": isinstance(error, InternalServerError)}, 500


@app.route("/crash")
def crash():
    return {}["missing"]


@app.route("/asked")
def asked():
    abort(500, "asked for")
