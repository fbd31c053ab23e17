"""Two routes have one limit, and one of them uses what stays on Flask."""

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

app = Flask(__name__)
limiter = Limiter(get_remote_address, app=app, storage_uri="memory://")
both = limiter.shared_limit("3/day", scope="both")


@app.route("/kept")
@both
def kept():
    return str(request.environ["wsgi.multithread"])


@app.route("/beside")
@both
def beside():
    return "beside"


@app.route("/alone")
@limiter.limit("2/day")
def alone():
    return request.args.get("word", "alone")
