"""Class views, limited as a whole and by their methods, and one that stays on Flask with its counters."""

from flask import Flask, jsonify, request
from flask.views import MethodView, View
from flask_limiter import HeaderNames

from limits_of_mine import limiter, together

app = Flask(__name__)


@app.after_request
def without_times(response):
    response.headers.pop("X-RateLimit-Reset", None)
    response.headers.pop("Retry-After", None)
    return response


class Items(MethodView):
    decorators = [limiter.limit("3/day"), together]

    def get(self):
        return jsonify(items=[])

    def post(self):
        return jsonify(made=request.get_json()), 201


class Page(MethodView):
    init_every_request = False

    @limiter.limit("1/day", key_func=lambda: request.view_args["name"])
    def get(self, name):
        return f"{name}: {limiter.current_limit.limit}"

    @together
    @limiter.limit("2/day;3/month", methods=["PUT"])
    def put(self, name):
        return self.get(name)


class Old(View):
    methods = ["GET", "POST"]
    decorators = [limiter.limit("2/day", methods=["POST"])]

    def dispatch_request(self):
        return "old"


class Counter:
    def __init__(self, start):
        self.start = start

    @limiter.limit("2/day")
    def next(self):
        self.start += 1
        return self.start


app.add_url_rule("/items", view_func=Items.as_view("items"))
app.add_url_rule("/pages/<name>", view_func=Page.as_view("page"))
app.add_url_rule("/old", view_func=Old.as_view("old"))


@app.route("/", methods=["GET", "POST"])
@limiter.limit("2/day")
def index():
    return f"{limiter.current_limit.limit} {Counter(5).next()} {HeaderNames.LIMIT.value}"


limiter.init_app(app)
