import datetime

from flask import Flask, jsonify, redirect, request

app = Flask(__name__)
notes = {}


@app.get("/notes/<name>")
def get_note(name):
    if name not in notes:
        return jsonify(error="no such note"), 404
    return {"text": notes[name], "name": name, "since": datetime.date(2024, 2, 29)}


@app.put("/notes/<name>")
def put_note(name):
    data = request.get_json()
    if "text" not in data:
        return {"error": "a note has a text"}, 400
    notes[name] = data["text"]
    return {"name": name, "length": len(data["text"])}, 201


@app.get("/share")
def share():
    if request.args.get("of") == "nothing":
        return {"share": float("nan")}
    return {"share": 0.5}


@app.get("/")
def index():
    return redirect("/notes/first?from=index&to=it")
