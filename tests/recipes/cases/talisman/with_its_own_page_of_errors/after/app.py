from compat.application import Application
from compat.requests import Request
from compat.talisman import Talisman
from compat.templating import TemplateResponse

app = Application(__name__)
Talisman(app, force_https_permanent=True, referrer_policy="no-referrer")


@app.errorhandler(404)
def missing(request: Request, error):
    return TemplateResponse(request, "missing.html", status_code=404)


@app.after_request
def stamp(response):
    response.headers["X-Framed"] = response.headers.get("X-Frame-Options", "")
    return response


@app.get("/a b")
def spaced():
    return "spaced"
