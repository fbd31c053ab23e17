from fastapi.responses import HTMLResponse

from compat.application import Application
from compat.requests import Request
from compat.templating import TemplateResponse, get_template_attribute, stream_template

app = Application(__name__)


@app.get("/stream")
def stream():
    return stream_template("page.html", n=3)


@app.get("/macro")
def macro():
    return get_template_attribute("page.html", "bold")("x")


@app.get("/where")
def where():
    asked = get_template_attribute
    return asked("parts.html", "where")(limit=3)


@app.get("/title")
def title():
    return get_template_attribute("parts.html", attribute="TITLE")


@app.get("/missing/{name}")
def missing(name: str):
    try:
        return str(get_template_attribute("parts.html", name))
    except AttributeError as error:
        return HTMLResponse(f"{type(error).__name__}", 404)


@app.get("/no-page")
def no_page():
    return get_template_attribute("none.html", "where")()


@app.context_processor
def extra():
    return {"extra": "only where a page is rendered"}


@app.get("/page")
def page(request: Request):
    return TemplateResponse(request, "page.html", {"n": 2})
