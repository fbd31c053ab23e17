from fastapi.responses import HTMLResponse

from compat.application import Application
from compat.errors import Conflict, HTTPException, NotFound, abort
from compat.requests import Request
from compat.responses import JSONResponse
from compat.routing import Router

app = Application(__name__)
api = Router("api", prefix="/api")


class OutOfStock(Exception):
    def __init__(self, left):
        self.left = left


class SoldOut(OutOfStock):
    pass


@app.errorhandler(404)
def missing(request: Request, error):
    return JSONResponse({"error": error.name, "path": request.path, "text": str(error)}, 404)


@app.errorhandler(HTTPException)
def any_http(error):
    return f"{error.code} {error.description}", error.code


@api.errorhandler(Conflict)
def conflict(error):
    return {"conflict": error.description}, error.code


@app.errorhandler(OutOfStock)
def out(error):
    return JSONResponse({"left": error.left, "type": type(error).__name__}, 409)


def division(error):
    return HTMLResponse("division", 500)


app.register_error_handler(ZeroDivisionError, division)


@api.get("/conflict")
def api_conflict():
    raise Conflict("in the api")


@api.get("/missing")
def api_missing():
    raise NotFound()


@app.get("/conflict")
def app_conflict():
    abort(409, "in the app")


@app.get("/sold")
def sold():
    raise SoldOut(0)


@app.get("/zero")
def zero():
    return str(1 / 0)


app.include_router(api)
