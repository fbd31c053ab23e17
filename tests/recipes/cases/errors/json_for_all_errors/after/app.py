import json

from compat.application import Application
from compat.errors import HTTPException, abort

app = Application(__name__)


@app.errorhandler(HTTPException)
def as_json(error):
    """Answer JSON instead of HTML."""
    response = error.get_response()
    response.data = json.dumps({"code": error.code, "name": error.name, "text": error.description})
    response.content_type = "application/json"
    return response


@app.get("/stop/{code:int}")
def stop(code: int):
    abort(code, description="asked for")


@app.get("/crash")
def crash():
    raise RuntimeError("crash")
