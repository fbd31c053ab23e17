from flask import Flask, jsonify, request

app = Flask(__name__)
items = []


def check(data):
    return "name" in data


@app.route("/changed", methods=["POST"])
def changed():
    item = request.get_json()
    if not item or "name" not in item:
        return {"message": "Invalid"}, 400
    item["id"] = len(items) + 1
    items.append(item)
    return jsonify(item), 201


@app.route("/passed", methods=["POST"])
def passed():
    data = request.get_json()
    return {"ok": check(data), "name": data.get("name")}


@app.route("/iterated", methods=["POST"])
def iterated():
    data = request.get_json()
    return {key: data[key] for key in data}


@app.route("/unpacked", methods=["POST"])
def unpacked():
    data = request.get_json()
    return dict(**data, more=data.get("more2"))


@app.route("/rebound", methods=["POST"])
def rebound():
    data = request.get_json()
    data = data.get("inner")
    return {"a": data["a"]}


@app.route("/defaults", methods=["POST"])
def defaults():
    data = request.get_json()
    return {"a": data.get("a", 1), "b": data.get("a", 2)}


@app.route("/forced", methods=["POST"])
def forced():
    data = request.get_json(force=True)
    return {"a": data.get("a")}


@app.route("/answer", methods=["POST"])
def answer():
    data = request.get_json()
    if not data or "a" not in data:
        return {"error": "no a", "count": len(items)}, 400
    return {"a": data["a"]}
