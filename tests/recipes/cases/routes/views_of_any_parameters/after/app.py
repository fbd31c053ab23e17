from functools import wraps

from compat.application import Application
from compat.context import request
from compat.requests import Request

app = Application(__name__)


def counted(view):
    @wraps(view)
    def wrapper(*args, **kwargs):
        return {"count": len(kwargs), "answer": view(*args, **kwargs)}

    return wrapper


@app.get("/all/{a}/{b:int}")
def everything(**parts):
    return parts


@app.get("/some/{a}/{b}")
@app.get("/some/{a}", defaults={"b": "none", "c": 3})
def some(request: Request, a: str, **rest):
    return {"a": a, "rest": rest, "asked": request.args.get("b"), "given": request.view_args}


@app.get("/by/{key:any(author, title)}/")
def by(request: Request, **_kwargs: str) -> str:
    return request.path


@app.get("/counted/{a}/{b}")
@counted
def several(b, **rest):
    return [b, rest, request.method]


@app.post("/posted/{a}")
def posted(request: Request, **values):
    data = request.get_json()
    return {"title": data["title"], **values}
