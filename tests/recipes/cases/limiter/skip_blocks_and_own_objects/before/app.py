"""Limits around a block, and limits that are made as objects."""

from flask import Flask, request
from flask_limiter import Limit, Limiter, RateLimitExceeded
from flask_limiter.util import get_remote_address

app = Flask(__name__)
limiter = Limiter(
    get_remote_address,
    app=app,
    default_limits=[Limit("9/day", methods=["GET"])],
    storage_uri="memory://",
)


@app.route("/")
def index():
    try:
        with limiter.limit("1/day"):
            return "in"
    except RateLimitExceeded as error:
        return f"out: {error.description} for {request.args.get('name', 'nobody')}"
