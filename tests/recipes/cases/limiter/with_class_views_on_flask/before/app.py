"""A class view with a limit stays on Flask, with its counters; functions are converted."""

from flask import Flask, jsonify, request
from flask.views import MethodView
from flask_limiter import HeaderNames, Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(
    get_remote_address,
    default_limits=["5/day"],
    fail_on_first_breach=False,
    header_name_mapping={HeaderNames.REMAINING: "X-Left"},
    headers_enabled=True,
    storage_uri="memory://",
    on_breach=lambda limit: app.logger.warning("%s", limit.key),
)
app = Flask(__name__)

@app.after_request
def without_times(response):
    response.headers.pop("X-RateLimit-Reset", None)
    response.headers.pop("Retry-After", None)
    return response



class Items(MethodView):
    decorators = [limiter.limit("2/day")]

    def get(self):
        return jsonify(items=[])

    def post(self):
        return jsonify(made=request.get_json()), 201


app.add_url_rule("/items", view_func=Items.as_view("items"))


@app.route("/", methods=["GET", "POST"])
@limiter.limit("2/day;3/month")
def index():
    return f"{limiter.current_limit.limit}"


limiter.init_app(app)
