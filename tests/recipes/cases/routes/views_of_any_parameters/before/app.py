from functools import wraps

from flask import Flask, request

app = Flask(__name__)


def counted(view):
    @wraps(view)
    def wrapper(*args, **kwargs):
        return {"count": len(kwargs), "answer": view(*args, **kwargs)}

    return wrapper


@app.route("/all/<a>/<int:b>")
def everything(**parts):
    return parts


@app.route("/some/<a>/<b>")
@app.route("/some/<a>", defaults={"b": "none", "c": 3})
def some(a: str, **rest):
    return {"a": a, "rest": rest, "asked": request.args.get("b"), "given": request.view_args}


@app.route("/by/<any(author, title):key>/")
def by(**_kwargs: str) -> str:
    return request.path


@app.route("/counted/<a>/<b>")
@counted
def several(b, **rest):
    return [b, rest, request.method]


@app.post("/posted/<a>")
def posted(**values):
    data = request.get_json()
    return {"title": data["title"], **values}
