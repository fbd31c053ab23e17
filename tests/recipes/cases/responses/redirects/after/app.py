from fastapi.responses import RedirectResponse

from compat.application import Application
from compat.requests import Request
from compat.responses import redirect
from compat.urls import url_for

app = Application(__name__)


@app.get("/plain")
def plain():
    return RedirectResponse("/target", status_code=302)


@app.get("/moved")
def moved():
    return RedirectResponse(url_for("target", page=2), status_code=301)


@app.api_route("/kept", methods=["GET", "POST"])
def kept():
    return RedirectResponse("/target", 307)


@app.get("/next")
def onward(next: str | None = None):
    return RedirectResponse(next or "/ümlaut path?q=a b#frag", status_code=302)


@app.get("/cookie")
def cookie():
    response = redirect(url_for(".target"))
    response.set_cookie("a", "b")
    return response


@app.get("/either")
def either(request: Request):
    return RedirectResponse("/target", status_code=302) if "a" in request.args else "stayed"


@app.get("/target")
def target():
    return "target"
