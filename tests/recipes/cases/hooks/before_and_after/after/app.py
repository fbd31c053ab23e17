from compat.application import Application
from compat.context import g
from compat.requests import Request
from compat.responses import JSONResponse, Response

app = Application(__name__)


@app.before_request
def check(request: Request):
    g.order = ["first"]
    if request.headers.get("X-Stop"):
        return JSONResponse({"stopped": True}, 403)


@app.before_request
def second():
    g.order.append("second")


@app.after_request
def stamp(response):
    response.headers["X-Order"] = ",".join(g.get("order", []))
    return response


@app.after_request
def replace(request: Request, response):
    if "replace" in request.args:
        return Response("replaced", 299, {"X-Was": str(response.status_code)})
    return response


@app.get("/")
def index():
    return "index"


@app.get("/crash")
def crash():
    raise ValueError("crash")
