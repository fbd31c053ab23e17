from fastapi import HTTPException
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel

from compat.application import Application
from compat.context import g
from compat.requests import Request
from compat.templating import render_template_string
from compat.urls import url_for
from compat.values import Json

app = Application(__name__)
LANGUAGES = {"de", "en"}


@app.url_value_preprocessor
def pull_language(endpoint, values):
    g.trail = [f"language for {endpoint}"]
    g.language = (values or {}).pop("language", None)


@app.url_defaults
def add_language(endpoint, values):
    if "language" in values or not g.language:
        return
    if app.url_map.is_endpoint_expecting(endpoint, "language"):
        values["language"] = g.language


@app.before_request
def check_language(request: Request):
    g.trail.append(f"before {request.view_args}")
    if g.language is not None and g.language not in LANGUAGES:
        raise HTTPException(404)


@app.after_request
def show_trail(response):
    response.headers["X-Trail"] = "; ".join(g.trail)
    return response


@app.errorhandler(404)
def missing(error):
    return HTMLResponse(f"nothing here in {g.language}", 404)


@app.get("/")
def index(language: str = "en"):
    return RedirectResponse(url_for("about", language=language), status_code=302)


@app.get("/{language}/about")
def about():
    return f"{g.language}: {url_for('about')} {url_for('static', filename='a.css')}"


class ItemAnswer(BaseModel):
    number: int
    next: Json
    english: Json


@app.get("/{language}/item/{number:int}", response_model=ItemAnswer)
def item(number: int):
    other = url_for("item", number=number + 1)
    english = url_for("item", language="en", number=number)
    return {"number": number, "next": other, "english": english}


@app.get("/{language}/page")
def page():
    return render_template_string("<a href='{{ url_for('item', number=3, q='a b') }}'>3</a>")


@app.get("/plain")
def plain():
    return url_for("index")


@app.get("/{language}/needs")
def needs_it(language: str):
    return language
