from compat.application import Application
from compat.responses import JSONResponse

app = Application(__name__)


@app.get("/long")
def long():
    return JSONResponse({
        # why
        "error": "conflict",  # what
    }, 409)


@app.get("/noted")
def noted():
    return JSONResponse(
        {"error": "gone"},  # the body
        410,  # the status
    )
