"""Clients that exceed their limits too often are kept out for the day, as a setting says."""

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

app = Flask(__name__)
app.config["RATELIMIT_META"] = "2/day"
app.config["RATELIMIT_STORAGE_URI"] = "memory://"
limiter = Limiter(get_remote_address, app=app)


@app.route("/")
@limiter.limit("1/day")
def index():
    return "in"


@app.route("/open")
def opened():
    return "open"
