"""A limiter that a function of the project gets, and limits of methods."""

from flask import Flask
from flask.views import MethodView
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

app = Flask(__name__)
limiter = Limiter(get_remote_address, app=app, storage_uri="memory://")


def limits(how, text):
    return how.limit(text)


class Items(MethodView):
    @limits(limiter, "2/day")
    def get(self):
        return "items"


app.add_url_rule("/items", view_func=Items.as_view("items"))


@app.route("/")
def index():
    return "index"
