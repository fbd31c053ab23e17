"""Limits by API key: of a function that views call, and of two views together."""

import functools

from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from compat.application import Application
from compat.context import request
from compat.limiter import Limiter, RateLimitExceeded, get_remote_address
from compat.requests import Request
from compat.values import Json

app = Application(__name__)


@app.after_request
def without_times(response):
    response.headers.pop("X-RateLimit-Reset", None)
    response.headers.pop("Retry-After", None)
    return response


def api_key():
    return request.headers.get("X-Key") or get_remote_address()


limiter = Limiter(api_key, app=app, headers_enabled=True, storage_uri="memory://", key_prefix="shop")
expensive = limiter.shared_limit("3/day", scope="expensive", cost=lambda: int(request.args.get("n", 1)))


@limiter.request_filter
def from_inside():
    return request.headers.get("X-Inside") == "yes"


def noted(view):
    @functools.wraps(view)
    def wrapper(*args, **kwargs):
        return view(*args, **kwargs)

    return wrapper


@limiter.limit("1/day", key_func=lambda: request.headers.get("X-User", "nobody"))
def send(text):
    return f"sent {text} for {request.headers.get('X-User')}"


class PostAnswer(BaseModel):
    done: Json


@app.post("/send", response_model=PostAnswer)
def post(request: Request):
    return {"done": send(request.form_data["text"])}


@app.post("/try")
def attempt():
    try:
        return send("a try")
    except RateLimitExceeded as error:
        return HTMLResponse(f"{error.description}: {error.limit.limit}", 418)


@app.get("/report")
@expensive
@noted
def report():
    return ", ".join(f"{one.limit} {one.remaining}" for one in limiter.current_limits)


@app.get("/export/{name}")
@noted
@expensive
@limiter.limit("9/month", scope=lambda endpoint: f"of {endpoint}")
def export(name: str):
    return name


@app.get("/guess")
@limiter.limit(
    "2/day",
    deduct_when=lambda response: response.status_code == 400,
    exempt_when=lambda: request.args.get("free") == "1",
    per_method=True,
)
def guess(request: Request):
    right = request.args["word"] == "abc"
    return ("right", 200) if right else ("wrong", 400)


@app.errorhandler(RateLimitExceeded)
def slow_down(error):
    return HTMLResponse(f"slow down: {error.description}", 429)
