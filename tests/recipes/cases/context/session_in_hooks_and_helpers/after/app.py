from pydantic import BaseModel

from compat.application import Application
from compat.context import g
from compat.requests import Request
from compat.session import SessionMiddleware
from compat.values import Json

app = Application(__name__)
app.add_middleware(SessionMiddleware)
app.secret_key = "fixture"


def remember(request: Request, key, value):
    request.session[key] = value
    return request.session


@app.before_request
def load(request: Request):
    g.user = request.session.get("user")


@app.after_request
def seen(request: Request, response):
    request.session["seen"] = request.session.get("seen", 0) + 1
    response.headers["X-Seen"] = str(request.session["seen"])
    return response


@app.get("/")
def index():
    return f"user {g.user}"


class LoginAnswer(BaseModel):
    user: Json


@app.post("/login", response_model=LoginAnswer)
def login(request: Request):
    remember(request, "user", request.form_data["user"])
    return {"user": request.session["user"]}
