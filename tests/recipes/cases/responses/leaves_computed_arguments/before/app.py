from flask import Flask, jsonify, make_response, redirect

app = Flask(__name__)
PARTS = {"a": 1}
WHERE = ("/target", 303)


@app.route("/pairs")
def pairs():
    return jsonify(**PARTS, b=2)


@app.route("/items")
def items():
    return jsonify(*[1, 2])


@app.route("/both")
def both():
    return jsonify("a", b=2)


@app.route("/away")
def away():
    return redirect(*WHERE)


@app.route("/status/<int:code>")
def status(code):
    return jsonify(code=code), code


@app.route("/made")
def made():
    return make_response(("made", 201, {"X-A": "1"}))


wrap = jsonify


@app.route("/alias")
def alias():
    return wrap(a=1)
