from flask import Flask, Response, abort, jsonify, make_response

from todos import TODOS, find

app = Flask(__name__)


@app.route("/")
def home():
    return "<h1>Todo</h1>"


@app.route("/todos")
def listing():
    return TODOS


@app.route("/todos/<int:number>")
def one(number):
    todo = find(number)
    return todo if todo else (f"No todo {number}", 404)


@app.route("/todos/<int:number>/done", methods=["PUT"])
def done(number):
    todo = find(number) or abort(404, "gone")
    if todo["done"]:
        return {"error": "done already"}, 409, {"X-Done": "yes"}
    return {**todo, "done": True}, {"X-Done": "now"}


@app.route("/todos/<int:number>/raw")
def raw(number):
    todo = find(number)
    if todo is None:
        return Response(status=404)
    return Response(response=todo["title"], status="202 Taken", headers={"X-Raw": "1"})


@app.route("/titles")
def titles():
    return (f"{todo['title']}\n" for todo in TODOS)


@app.route("/bytes")
def some_bytes():
    return b"\x00\xff", 200, [("Content-Type", "application/x-bin"), ("X-A", "1"), ("X-A", "2")]


@app.route("/empty")
def empty():
    return make_response()


@app.route("/nothing")
def nothing():
    return None


@app.route("/number")
def number():
    return 42


@app.route("/made/<kind>")
def made(kind):
    match kind:
        case "pair":
            return make_response("pair", 418)
        case "tuple":
            return make_response(("tuple", 203, {"X-Made": "t"}))
        case "json":
            return make_response(jsonify(kind=kind), 201)
        case "headers":
            return make_response({"kind": kind}, {"X-Made": "h", "Content-Type": "text/x-json"})
        case "status":
            return make_response("s", "299 Custom")
    abort(501)
