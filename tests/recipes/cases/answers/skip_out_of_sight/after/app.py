from compat.application import Application
from compat.requests import Request
from compat.responses import JSONResponse
from compat.templating import render_template_string

app = Application(__name__)
store = [{"id": 1, "name": "a"}]


def invalid(message):
    return JSONResponse({"error": message}), 400


def grow(item):
    item["grown"] = True
    return item


@app.get("/stored")
def stored():
    return store[0]


@app.get("/helper")
def helper(request: Request):
    if "x" in request.args:
        return invalid("no x")
    return {"id": 1}


@app.get("/changed")
def changed():
    item = {"id": 1}
    item["more"] = 2
    return item


@app.get("/passed")
def passed():
    item = {"id": 1}
    grow(item)
    return item


@app.get("/aliased")
def aliased():
    item = {"id": 1}
    store.append(item)
    store[-1]["alias"] = True
    return item


@app.get("/spread")
def spread():
    return {"id": 1, **store[0]}


@app.get("/computed")
def computed():
    return {key: 1 for key in "ab"}


@app.get("/page")
def page(json: str | None = None):
    if json:
        return {"id": 1}
    return render_template_string("<p>{{ 1 + 1 }}</p>")


@app.put("/two")
def two(new: str | None = None):
    if new:
        return JSONResponse({"id": 1}, 201)
    return {"id": 2}


@app.get("/headers")
def headers():
    return JSONResponse({"id": 1}, 200, {"X-Id": "1"})


@app.get("/mixed")
def mixed():
    return [{"id": 1}, "two"]


@app.get("/typed")
def typed() -> dict:
    return {"id": 1}
