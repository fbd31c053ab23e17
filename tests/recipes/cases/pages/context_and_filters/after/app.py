from compat.application import Application
from compat.requests import Request
from compat.routing import Router
from compat.templating import TemplateResponse, render_template_string

app = Application(__name__)
bp = Router("bp", __name__, prefix="/bp", template_folder="pages")


@app.context_processor
def site():
    return {"site": "Fixture", "twice": lambda x: x * 2}


@bp.context_processor
def only_here():
    return {"section": "bp"}


@app.template_filter("shout")
def shouted(text):
    return text.upper() + "!"


@app.template_test()
def even(number):
    return number % 2 == 0


@app.template_global()
def add(a, b):
    return a + b


@app.get("/")
def index(request: Request):
    values = {"n": 3, "title": "t"}
    return TemplateResponse(request, "page.html", {**values})


@bp.get("/")
def inner(request: Request):
    return TemplateResponse(request, "inner.html", {"n": 4, "title": "inner"})


@app.get("/string")
def string():
    return render_template_string("{{ site }} {{ x | shout }} {{ add(1, 2) }}", x="<x>")


app.include_router(bp)
