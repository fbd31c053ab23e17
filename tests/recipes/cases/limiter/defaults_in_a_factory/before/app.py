"""A small API: every route is limited, by address, and says so in its headers."""

from flask import Blueprint, Flask, abort, jsonify, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(
    key_func=get_remote_address,
    default_limits=["4/day", "100 per month"],
    headers_enabled=True,
    storage_uri="memory://",
)
books = Blueprint("books", __name__, url_prefix="/books")


@books.route("/")
def shelf():
    return jsonify(["Ulysses"])


@books.route("/<int:number>", methods=["GET", "DELETE"])
@limiter.limit("2/day", methods=["DELETE"])
def book(number):
    if number > 9:
        abort(404)
    return jsonify(number=number, method=request.method)


@books.route("/search")
@limiter.limit("3/day", override_defaults=False)
def search():
    word = request.args.get("word", "")
    return jsonify(word=word, page=request.args.get("page", 1, type=int))


@books.route("/health")
@limiter.exempt
def health():
    return "well"


def slow_down(error):
    return jsonify(error=error.name, limit=error.description), 429


def create_app():
    app = Flask(__name__)
    app.config["RATELIMIT_HEADER_REMAINING"] = "X-Left"

    @app.after_request
    def without_times(response):
        """Runs after the limiter has added its headers: clients shall not wait in a row."""
        response.headers.pop("X-RateLimit-Reset", None)
        response.headers.pop("Retry-After", None)
        return response

    @app.before_request
    def closed():
        if request.headers.get("X-Closed"):
            return "closed", 503

    limiter.init_app(app)

    @app.before_request
    def greeted():
        if request.args.get("greet"):
            return "hello"

    app.register_blueprint(books)
    app.register_error_handler(429, slow_down)
    return app
