from compat.application import Application
from compat.requests import Request
from compat.templating import TemplateResponse

app = Application(__name__)


def empty(environ, start_response):
    start_response("404 Not Found", [("Content-Type", "text/plain")])
    return [b"empty"]


@app.get("/")
def index(request: Request):
    return TemplateResponse(request, "macros.html")
