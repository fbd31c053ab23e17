from compat.application import Application
from compat.requests import Request
from compat.templating import TemplateResponse, render_template

app = Application(__name__)


def page(request: Request, name, **values):
    return render_template(f"{name}.html", where=request.path, **values)


@app.get("/a")
def a(request: Request):
    return page(request, "a", x=1)


@app.get("/b")
def b():
    parts = [render_template("a.html", x=n) for n in range(2)]
    return "".join(parts), 201


@app.get("/c")
def c(request: Request):
    return TemplateResponse(request, "a.html", {"x": 3}) if request.args else "none"
