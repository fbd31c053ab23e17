"""A small API: every route is limited, by address, and says so in its headers."""

from typing import Annotated

from fastapi.responses import HTMLResponse

from compat.application import Application
from compat.errors import abort
from compat.limiter import Limiter, get_remote_address
from compat.query import default_if_invalid
from compat.requests import Request
from compat.responses import JSONResponse
from compat.routing import Router

limiter = Limiter(
    key_func=get_remote_address,
    default_limits=["4/day", "100 per month"],
    headers_enabled=True,
    storage_uri="memory://",
)
books = Router("books", prefix="/books")


@books.get("/")
def shelf():
    return ["Ulysses"]


@books.api_route("/{number:int}", methods=["GET", "DELETE"])
@limiter.limit("2/day", methods=["DELETE"])
def book(request: Request, number: int):
    if number > 9:
        abort(404)
    return {"number": number, "method": request.method}


@books.get("/search")
@limiter.limit("3/day", override_defaults=False)
def search(word: str = "", page: Annotated[int, default_if_invalid(int, 1)] = 1):
    return {"word": word, "page": page}


@books.get("/health")
@limiter.exempt
def health():
    return "well"


def slow_down(error):
    return JSONResponse({"error": error.name, "limit": error.description}, 429)


def create_app():
    app = Application(__name__)
    app.config["RATELIMIT_HEADER_REMAINING"] = "X-Left"

    @app.after_request
    def without_times(response):
        """Runs after the limiter has added its headers: clients shall not wait in a row."""
        response.headers.pop("X-RateLimit-Reset", None)
        response.headers.pop("Retry-After", None)
        return response

    @app.before_request
    def closed(request: Request):
        if request.headers.get("X-Closed"):
            return HTMLResponse("closed", 503)

    limiter.init_app(app)

    @app.before_request
    def greeted(request: Request):
        if request.args.get("greet"):
            return "hello"

    app.include_router(books)
    app.register_error_handler(429, slow_down)
    return app
