from pydantic import BaseModel

from compat.application import Application
from compat.context import current_app, g, request
from compat.requests import Request
from compat.session import SessionMiddleware
from compat.templating import render_template_string
from compat.urls import url_for
from compat.values import Json

app = Application(__name__)
app.add_middleware(SessionMiddleware)
app.secret_key = "fixture"


class BodyAnswer(BaseModel):
    got: Json


@app.post("/json", status_code=201, response_model=BodyAnswer)
def body(request: Request):
    g.seen = True
    return {"got": request.get_json()}


@app.get("/session")
def count(request: Request):
    request.session["n"] = request.session.get("n", 0) + 1
    return str(request.session["n"])


@app.get("/page")
def page():
    return render_template_string("{{ url_for('page') }} {{ x }}", x=1)


def name():
    return current_app.name + request.path + url_for("page")
