from http import HTTPStatus

from fastapi.responses import HTMLResponse

from compat.application import Application
from compat.requests import Request
from compat.responses import JSONResponse, make_response

app = Application(__name__)
TEAPOT = 418


@app.post("/created")
def created(request: Request):
    data = request.get_json()
    return JSONResponse(data, 201, {"X-Made": "yes", "Location": "/created/1"})


@app.get("/empty")
def empty():
    return HTMLResponse("", 204)


@app.get("/dict")
def from_dict():
    return JSONResponse({"a": 1}, TEAPOT)


@app.get("/constant")
def constant():
    return JSONResponse({"error": "teapot"}, TEAPOT)


@app.get("/enum")
def enum():
    return JSONResponse({"error": "gone"}), HTTPStatus.GONE


@app.get("/headers")
def headers():
    return "text", {"X-A": "1", "Content-Type": "text/plain"}


@app.get("/lists")
def lists():
    return "text", 202, [("X-A", "1"), ("X-A", "2")]


@app.get("/reason")
def reason():
    return "odd", "299 Odd"


@app.get("/made")
def made():
    response = make_response(JSONResponse({"made": True}), 202)
    response.headers["X-Made"] = "1"
    response.set_cookie("seen", "a b", max_age=60, httponly=True, samesite="Lax")
    response.delete_cookie("old")
    return response


@app.get("/choice/{n:int}")
def choice(n: int):
    return JSONResponse({"even": n}, 200) if n % 2 == 0 else JSONResponse({"odd": n}, 409)
