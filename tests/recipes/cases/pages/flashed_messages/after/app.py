from fastapi.responses import RedirectResponse
from pydantic import BaseModel

from compat.application import Application
from compat.requests import Request
from compat.session import SessionMiddleware, flash, get_flashed_messages
from compat.templating import TemplateResponse
from compat.urls import url_for
from compat.values import Json

app = Application(__name__)
app.add_middleware(SessionMiddleware)
app.secret_key = "fixture"


def warn(request: Request, text):
    flash(request, text, "warning")


@app.post("/save")
def save(request: Request):
    flash(request, "saved <b>")
    warn(request, "twice")
    flash(message="named", category="info")
    return RedirectResponse(url_for("show"), status_code=302)


@app.get("/show")
def show(request: Request):
    return TemplateResponse(request, "show.html")


class ReadAnswer(BaseModel):
    all: Json
    again: Json


@app.get("/read", response_model=ReadAnswer)
def read():
    return {"all": get_flashed_messages(with_categories=True), "again": get_flashed_messages()}
