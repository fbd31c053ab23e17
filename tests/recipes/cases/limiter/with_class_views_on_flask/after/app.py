"""A class view with a limit stays on Flask, with its counters; functions are converted."""

import importlib

from flask.views import MethodView

from compat.application import Application
from compat.legacy import Fallback
from compat.limiter import HeaderNames, Limiter, get_remote_address
from compat.requests import Request
from compat.responses import JSONResponse

limiter = Limiter(
    get_remote_address,
    default_limits=["5/day"],
    fail_on_first_breach=False,
    header_name_mapping={HeaderNames.REMAINING: "X-Left"},
    headers_enabled=True,
    storage_uri="memory://",
    on_breach=lambda limit: app.logger.warning("%s", limit.key),
)
app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)

@app.after_request
def without_times(response):
    response.headers.pop("X-RateLimit-Reset", None)
    response.headers.pop("Retry-After", None)
    return response



# unflask UF112: the class view is more than a class with methods: its decorator `flask_limiter.Limiter.limit` is not known to keep the signature
class Items(MethodView):
    decorators = [limiter.limit("2/day")]

    def get(self):
        return {"items": []}

    def post(self, request: Request):
        return JSONResponse({"made": request.get_json()}, 201)


# Left on Flask: its decorator `flask_limiter.Limiter.limit` is not known to keep the signature.
pass


@app.api_route("/", methods=["GET", "POST"])
@limiter.limit("2/day;3/month")
def index():
    return f"{limiter.current_limit.limit}"


limiter.init_app(app)
