from compat.application import Application
from compat.requests import Request
from compat.responses import make_response
from compat.templating import TemplateResponse, render_template

app = Application(__name__)


@app.get("/")
def index(request: Request):
    return TemplateResponse(request, "index.html")


@app.get("/hello/{name}")
def hello(request: Request, name: str):
    return TemplateResponse(
        request,
        "hello.html",
        {
            "name": name,  # escaped there
            "items": ["a", "<b>"],
        },
    )


@app.get("/missing")
def missing():
    return make_response(render_template("hello.html", name="nobody", items=[]), 404)


@app.get("/tuple")
def with_status():
    return render_template("hello.html", name="tuple"), 202, {"X-A": "1"}


@app.get("/text")
def as_text():
    page = render_template("plain.txt", name="<x>")
    return page.upper()


@app.get("/choice")
def choice(request: Request):
    return TemplateResponse(request, ["none.html", "index.html"])


@app.get("/unknown")
def unknown(request: Request):
    return TemplateResponse(request, "unknown.html")
