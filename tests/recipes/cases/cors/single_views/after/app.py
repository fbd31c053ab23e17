from functools import wraps

from fastapi import HTTPException

from compat.application import Application
from compat.context import request
from compat.cors import CORS, cross_origin
from compat.requests import Request
from compat.responses import JSONResponse

app = Application(__name__)
CORS(app, resources=r"/open/*")


def needs_key(view):
    @wraps(view)
    def checked(*args, **kwargs):
        if request.headers.get("X-Key") is None:
            raise HTTPException(401)
        return view(*args, **kwargs)

    return checked


@app.post("/one")
@cross_origin()
def one(request: Request):
    return JSONResponse({"name": request.get_json()["name"]}, 201)


@app.get("/two/{n:int}")
@app.get("/open/two/{n:int}")
@cross_origin(origins=["http://a.com", "http://b.com"], max_age=60)
def two(n: int, page: str | None = None):
    return {"n": n, "page": page}


@app.get("/open/three")
@cross_origin(origins="http://a.com", allow_headers=["X-Key"])
@needs_key
def three():
    return "three"
