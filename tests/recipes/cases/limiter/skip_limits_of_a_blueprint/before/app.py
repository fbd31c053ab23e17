"""A blueprint is limited as a whole."""

from flask import Blueprint, Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

app = Flask(__name__)
limiter = Limiter(get_remote_address, app=app, storage_uri="memory://")
shop = Blueprint("shop", __name__)


@shop.route("/shop")
def index():
    return "shop"


@app.route("/")
@limiter.limit("5/day")
def home():
    return "home"


@app.route("/open")
def opened():
    return "open"


limiter.limit("2/day")(shop)
app.register_blueprint(shop)
