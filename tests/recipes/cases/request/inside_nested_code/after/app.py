from pydantic import BaseModel

from compat.application import Application
from compat.requests import Request
from compat.values import Json

app = Application(__name__)

LIMITS = {"small": 2, "large": 4}


class PickAnswer(BaseModel):
    wanted: Json
    first: Json
    order: Json


@app.get("/pick", response_model=PickAnswer)
def pick(request: Request):
    wanted = [x for x in "abcdef" if x in request.args.getlist("l")]
    first = (lambda: request.args.get("first", "none"))()

    def limited(items):
        return items[: LIMITS.get(request.args.get("size"), 3)]

    order = {k: request.args[k] for k in sorted(request.args)}
    return {"wanted": limited(wanted), "first": first, "order": order}


@app.get("/later")
def later(last: str | None = None):
    return sorted(["b", "a", "c"], key=lambda x: x == last)
