"""Class views, limited as a whole and by their methods, and one that stays on Flask with its counters."""

import importlib

from flask.views import View

from compat.application import Application
from compat.context import request
from compat.legacy import Fallback
from compat.limiter import HeaderNames
from compat.requests import Request
from compat.responses import JSONResponse
from limits_of_mine import limiter, together

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


@app.after_request
def without_times(response):
    response.headers.pop("X-RateLimit-Reset", None)
    response.headers.pop("Retry-After", None)
    return response


class Items:
    def get(self):
        return {"items": []}

    def post(self, request: Request):
        return JSONResponse({"made": request.get_json()}, 201)


class Page:
    @limiter.limit("1/day", key_func=lambda: request.view_args["name"])
    def get(self, name: str):
        return f"{name}: {limiter.current_limit.limit}"

    @together
    @limiter.limit("2/day;3/month", methods=["PUT"])
    def put(self, name: str):
        return self.get(name)


# unflask UF112: the class view is more than a class with methods: its decorator `limiter.limit('2/day', methods=['POST'])` cannot be named at the route
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


items = Items()
app.add_api_route(
    "/items", together(limiter.limit("3/day")(items.get)), methods=["GET"], name="items"
)
app.add_api_route(
    "/items",
    together(limiter.limit("3/day")(items.post)),
    methods=["POST"],
    name="items",
)
page = Page()
app.add_api_route("/pages/{name}", page.get, methods=["GET"], name="page")
app.add_api_route("/pages/{name}", page.put, methods=["PUT"], name="page")
# Left on Flask: its decorator `limiter.limit('2/day', methods=['POST'])` cannot be named at the route.
pass


@app.api_route("/", methods=["GET", "POST"])
@limiter.limit("2/day")
def index():
    return f"{limiter.current_limit.limit} {Counter(5).next()} {HeaderNames.LIMIT.value}"


limiter.init_app(app)
