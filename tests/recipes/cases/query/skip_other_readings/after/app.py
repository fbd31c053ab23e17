from pydantic import BaseModel

from compat.application import Application
from compat.requests import Request
from compat.values import Json

app = Application(__name__)
LIMIT = 5
lang = "en"


def yes(text):
    return text == "yes"


@app.get("/computed")
def computed(request: Request):
    return [request.args.get("a" + "b"), request.args.get("limit", LIMIT)]


@app.get("/types")
def types(request: Request):
    return [request.args.get("a", type=yes), request.args.get("b", type=bool)]


@app.get("/two-ways")
def two_ways(request: Request):
    if request.args.get("page") is None:
        return "first"
    return str(request.args.get("page", 1, type=int))


class WholeAnswer(BaseModel):
    q: Json
    all: Json


@app.get("/whole", response_model=WholeAnswer)
def whole(request: Request):
    return {"q": request.args.get("q"), "all": request.args.to_dict()}


@app.get("/strict")
def strict(request: Request):
    return request.args["q"] + ",".join(request.args.getlist("q"))


@app.get("/names")
def names(request: Request):
    if request.args.get("id"):
        id = request.args.get("id", "x")
    else:
        id = "none"
    return [id, request.args.get("lang"), lang]


@app.get("/paths/{name}")
@app.get("/paths")
def paths(request: Request, name="nobody"):
    return [name, request.args.get("name", "other")]


@app.get("/called")
def called(request: Request):
    return request.args.get("q", "called")


@app.get("/calls")
def calls(request: Request):
    return called(request)


def late(request: Request):
    return request.args.get("q", "late")


app.add_url_rule("/late", view_func=late)


@app.get("/nested")
def nested(request: Request):
    def inner():
        return request.args.get("q", "inner")

    return inner()


@app.get("/int")
def shadowed(request: Request):
    int = len
    return str(request.args.get("q", 0, type=int))
