from compat.application import Application
from compat.errors import InternalServerError, abort
from compat.responses import JSONResponse

app = Application(__name__)


@app.errorhandler(500)
def failed(error):
    original = getattr(error, "original_exception", None)
    return JSONResponse({"original": type(original).__name__, "ours": isinstance(error, InternalServerError)}, 500)


@app.get("/crash")
def crash():
    return {}["missing"]


@app.get("/asked")
def asked():
    abort(500, "asked for")
