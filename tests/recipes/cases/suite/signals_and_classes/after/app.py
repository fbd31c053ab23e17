from compat.application import Application
from compat.errors import abort
from compat.requests import Request
from compat.templating import TemplateResponse

app = Application(__name__)


@app.get("/page/{name}")
def page(request: Request, name: str):
    if name == "none":
        abort(404)
    return TemplateResponse(request, "page.html", {"name": name})
