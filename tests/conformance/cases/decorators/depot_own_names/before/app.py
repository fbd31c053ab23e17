"""Depot: parameters that are called like Flask's own names, and decorators in any order."""

from functools import wraps

from flask import Flask, g, jsonify, make_response
from flask import request as req

app = Flask(__name__)
app.secret_key = "depot"

SESSIONS = {"s1": {"user": "ada"}, "s2": {"user": "bob"}}
SEEN = []


def with_session(view):
    """Hands over what the key stands for: a session of ours, not Flask's."""

    @wraps(view)
    def wrapper(*args, **kwargs):
        session = SESSIONS.get(req.headers.get("X-Session"))
        if session is None:
            return make_response(jsonify(error="session?"), 401)
        return view(session, *args, **kwargs)

    return wrapper


def traced(view):
    @wraps(view)
    def wrapper(*a, **kw):
        g.depth = g.get("depth", 0) + 1
        SEEN.append(f"{req.method} {view.__name__}")
        response = make_response(view(*a, **kw))
        response.headers["X-Depth"] = str(g.depth)
        return response

    return wrapper


@app.get("/crates")
@with_session
@traced
def crates(session):
    return jsonify(user=session["user"], size=req.args.get("size", "any"))


@app.post("/crates/<request>")
@traced
@with_session
def ask(session, request):
    """Here `request` is what somebody asks for."""
    amount = req.get_json(silent=True) or {}
    return jsonify(wanted=request, by=session["user"], amount=amount.get("amount", 1)), 202


@traced
@app.get("/untraced")
def untraced():
    """The decorator stands above the route, so that the route does not have it."""
    return jsonify(depth=g.get("depth"))


@app.get("/seen")
@traced
@traced
def seen():
    return jsonify(SEEN, untraced().get_json())
