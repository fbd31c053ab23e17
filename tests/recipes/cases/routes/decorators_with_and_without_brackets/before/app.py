from functools import partial, update_wrapper, wraps

from flask import Flask, jsonify, request

app = Flask(__name__)


def as_json(view=None, *, status=200):
    """Both `@as_json` and `@as_json(status=201)`."""

    def decorate(f):
        @wraps(f)
        def inner(*args, **kwargs):
            return jsonify(f(*args, **kwargs)), status

        return inner

    return decorate(view) if view else decorate


def tagged(view=None, *, tag="none"):
    if view is None:
        return partial(tagged, tag=tag)

    @wraps(view)
    def inner(*args, **kwargs):
        answer = app.make_response(view(*args, **kwargs))
        answer.headers["X-Tag"] = tag
        return answer

    return inner


def checked(view=None, **names):
    def decorate(f):
        def inner(*args, **kwargs):
            for name, kind in names.items():
                kwargs[name] = request.args.get(name, type=kind)
            return f(*args, **kwargs)

        return update_wrapper(inner, f)

    if callable(view):
        return decorate(view)
    return decorate


def traced(name):
    return lambda view: tagged(view, tag=name)


@app.get("/plain/<int:n>")
@as_json
def plain(n):
    return {"n": n, "q": request.args.get("q")}


@app.post("/made")
@as_json(status=201)
def made():
    return [request.method]


@app.get("/tag")
@tagged
def tag():
    return "tag"


@app.get("/tag/other")
@tagged(tag="other")
def other_tag():
    return {"q": request.args.get("q")}


@app.get("/checked")
@checked(n=int, word=str)
def check(n, word):
    return jsonify(n=n, word=word)


@app.get("/unchecked")
@checked
@as_json
def uncheck():
    return {"all": request.args.to_dict()}


@app.get("/traced")
@traced("way")
def trace():
    return jsonify(q=request.args.get("q", 0, int))
