import time

from pydantic import BaseModel

from compat.application import Application
from compat.context import request
from compat.requests import Request
from compat.templating import TemplateResponse
from compat.values import Json

app = Application(__name__)


class Trace:
    def name(self):
        return request.state.trace.upper()


def shown(req):
    req.state.seen = req.state.seen + 1
    return f"{req.state.user} {req.state.seen}"


@app.before_request
def load(request: Request):
    request.state.user = request.args.get("user")
    request.state.start = time.time()
    request.state.trace = request.headers.get("X-Trace", "none")
    request.state.seen = 0
    if request.state.user == "nobody":
        del request.state.trace


@app.after_request
def add(request: Request, response):
    response.headers["X-Took"] = str(time.time() - request.state.start < 10)
    return response


class UserAnswer(BaseModel):
    user: Json
    shown: Json
    trace: Json


@app.get("/user", response_model=UserAnswer)
def user(request: Request):
    request.state.seen += 1
    return {"user": request.state.user, "shown": shown(request), "trace": Trace().name()}


class NamedAnswer(BaseModel):
    user: Json
    trace: Json
    role: Json


@app.get("/named", response_model=NamedAnswer)
def named(request: Request):
    setattr(request.state, "role", "admin")
    return {
        "user": getattr(request.state, "user", None),
        "trace": getattr(request.state, "trace", "none"),
        "role": hasattr(request.state, "role") and request.state.role,
    }


@app.get("/page")
def page(request: Request):
    return TemplateResponse(request, "page.html")
