from compat.application import Application
from compat.errors import BadRequest, HTTPError, ServiceUnavailable
from compat.responses import JSONResponse

app = Application(__name__)


class Broke(HTTPError):
    code = 402
    description = "There is no money left."


class Invalid(BadRequest):
    def __init__(self, field):
        super().__init__(f"{field} is invalid")
        self.field = field


@app.errorhandler(Invalid)
def invalid(error):
    return JSONResponse({"field": error.field, "code": error.code, "text": error.description}), error.code


@app.get("/broke")
def broke():
    raise Broke


@app.get("/invalid/{field}")
def check(field: str):
    raise Invalid(field)


@app.get("/module")
def module():
    raise ServiceUnavailable("later")


@app.get("/with-response")
def with_response():
    raise HTTPError(response=JSONResponse({"a": 1}))
