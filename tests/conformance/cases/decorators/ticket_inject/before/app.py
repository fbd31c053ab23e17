"""Tickets: decorators load what views need from the path, and take arguments away from them."""

from functools import wraps

from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)

PROJECTS = {"web": {"key": "web", "open": True}, "old": {"key": "old", "open": False}}
TICKETS = {
    ("web", 1): {"title": "broken link", "votes": 0},
    ("old", 1): {"title": "wontfix", "votes": 9},
}


def with_project(view):
    @wraps(view)
    def wrapper(key, *args, **kwargs):
        project = PROJECTS.get(key)
        if project is None:
            abort(404, f"no project {key}")
        g.project = project
        return view(project, *args, **kwargs)

    return wrapper


def with_ticket(allow_closed=False):
    def decorate(view):
        @wraps(view)
        def wrapper(*args, **kwargs):
            number = kwargs.pop("number")
            if not g.project["open"] and not allow_closed:
                abort(423)
            kwargs["ticket"] = TICKETS.get((g.project["key"], number))
            if kwargs["ticket"] is None:
                return jsonify(error="no ticket", number=number), 404
            return view(*args, **kwargs)

        return wrapper

    return decorate


def query_int(name, default=None, least=None):
    """Hands an integer of the query on under its name."""

    def decorate(view):
        @wraps(view)
        def wrapper(*args, **kwargs):
            raw = request.args.get(name)
            try:
                value = default if raw is None else int(raw)
            except ValueError:
                return jsonify(error=f"{name} is no integer"), 400
            if least is not None and value < least:
                return jsonify(error=f"{name} is below {least}"), 400
            return view(*args, **{name: value}, **kwargs)

        return wrapper

    return decorate


@app.get("/<key>/tickets")
@with_project
@query_int("limit", default=10, least=1)
@query_int("offset", default=0)
def tickets(project, offset, limit):
    found = [t for (key, _), t in TICKETS.items() if key == project["key"]]
    return jsonify(project=project["key"], tickets=found[offset:][:limit])


@app.get("/<key>/tickets/<int:number>")
@with_project
@with_ticket(allow_closed=True)
def ticket(project, ticket):
    return jsonify(ticket, project["open"])


@app.post("/<key>/tickets/<int:number>/vote")
@with_project
@with_ticket()
@query_int("by", default=1, least=-1)
def vote(project, ticket, by):
    ticket["votes"] += by
    return jsonify(votes=ticket["votes"], project=g.project["key"])
