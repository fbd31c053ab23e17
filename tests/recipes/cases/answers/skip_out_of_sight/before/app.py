from flask import Flask, jsonify, render_template_string, request

app = Flask(__name__)
store = [{"id": 1, "name": "a"}]


def invalid(message):
    return jsonify(error=message), 400


def grow(item):
    item["grown"] = True
    return item


@app.route("/stored")
def stored():
    return store[0]


@app.route("/helper")
def helper():
    if "x" in request.args:
        return invalid("no x")
    return {"id": 1}


@app.route("/changed")
def changed():
    item = {"id": 1}
    item["more"] = 2
    return item


@app.route("/passed")
def passed():
    item = {"id": 1}
    grow(item)
    return item


@app.route("/aliased")
def aliased():
    item = {"id": 1}
    store.append(item)
    store[-1]["alias"] = True
    return item


@app.route("/spread")
def spread():
    return {"id": 1, **store[0]}


@app.route("/computed")
def computed():
    return {key: 1 for key in "ab"}


@app.route("/page")
def page():
    if request.args.get("json"):
        return {"id": 1}
    return render_template_string("<p>{{ 1 + 1 }}</p>")


@app.route("/two", methods=["PUT"])
def two():
    if request.args.get("new"):
        return {"id": 1}, 201
    return {"id": 2}


@app.route("/headers")
def headers():
    return {"id": 1}, 200, {"X-Id": "1"}


@app.route("/mixed")
def mixed():
    return [{"id": 1}, "two"]


@app.route("/typed")
def typed() -> dict:
    return {"id": 1}
