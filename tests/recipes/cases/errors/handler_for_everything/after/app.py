from compat.application import Application
from compat.errors import HTTPException
from compat.requests import Request
from compat.responses import JSONResponse

app = Application(__name__)


@app.errorhandler(Exception)
def everything(error):
    if isinstance(error, HTTPException):
        return error
    return JSONResponse({"error": type(error).__name__, "args": [str(a) for a in error.args]}, 500)


@app.get("/boom")
def boom():
    raise KeyError("boom")


@app.post("/form")
def form(request: Request):
    return request.form_data["name"]
