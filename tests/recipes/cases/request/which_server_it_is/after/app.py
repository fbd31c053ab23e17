from fastapi import HTTPException
from pydantic import BaseModel

from compat.application import Application
from compat.requests import Request
from compat.values import Json

app = Application(__name__)


@app.before_request
def no_chunks(request: Request):
    if request.environ.get("HTTP_TRANSFER_ENCODING", "").lower() == "chunked":
        server = request.environ.get("SERVER_SOFTWARE", "")
        if not server.startswith("gunicorn/"):
            raise HTTPException(501)
        if "wsgi.input_terminated" not in request.environ:
            request.environ["wsgi.input_terminated"] = 1


class IndexAnswer(BaseModel):
    gunicorn: Json


@app.get("/", response_model=IndexAnswer)
def index(request: Request):
    return {"gunicorn": request.environ["SERVER_SOFTWARE"].startswith("gunicorn/")}


@app.get("/server")
def server(request: Request):
    return "served by " + request.environ["SERVER_SOFTWARE"].partition("/")[0]


@app.post("/echo")
def echo(request: Request):
    return request.get_data()
