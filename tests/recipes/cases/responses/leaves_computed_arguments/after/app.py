from compat.application import Application
from compat.responses import JSONResponse, jsonify, make_response, redirect

app = Application(__name__)
PARTS = {"a": 1}
WHERE = ("/target", 303)


@app.get("/pairs")
def pairs():
    return jsonify(**PARTS, b=2)


@app.get("/items")
def items():
    return jsonify(*[1, 2])


@app.get("/both")
def both():
    return jsonify("a", b=2)


@app.get("/away")
def away():
    return redirect(*WHERE)


@app.get("/status/{code:int}")
def status(code: int):
    return JSONResponse({"code": code}), code


@app.get("/made")
def made():
    return make_response(("made", 201, {"X-A": "1"}))


wrap = jsonify


@app.get("/alias")
def alias():
    return wrap(a=1)
