from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from compat.application import Application
from compat.requests import Request
from compat.responses import JSONResponse
from compat.urls import BuildError, url_for
from compat.values import Json

app = Application(__name__)


class PageAnswer(BaseModel):
    number: int


@app.get("/pages/{number:int}", response_model=PageAnswer)
def page(number: int):
    return {"number": number}


@app.post("/pages", status_code=201, response_model=PageAnswer)
def add():
    return {"number": 4}


class LinkAnswer(BaseModel):
    url: Json


@app.get("/link/{endpoint}", response_model=LinkAnswer)
def link(request: Request, endpoint: str):
    method = request.args.get("as")
    values = {k: v for k, v in request.args.items() if k != "as"}
    try:
        return {"url": url_for(endpoint, _method=method, **values)}
    except (BuildError, ValueError) as error:
        return JSONResponse({"error": str(error), "wanted": error.endpoint, "values": error.values}, 404)


@app.get("/unguarded/{endpoint}")
def unguarded(endpoint: str):
    return url_for(endpoint)


@app.errorhandler(BuildError)
def nowhere(error):
    return HTMLResponse(f"nowhere: {error.endpoint}", 410)
