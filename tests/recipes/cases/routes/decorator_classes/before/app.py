from flask import Flask, jsonify, request

from counting import Limit, Loud, Named, counted, limit

app = Flask(__name__)


@app.route("/counted/<int:number>")
@counted
def numbered(number):
    return jsonify(number=number, double=2 * number, q=request.args.get("q"))


@app.route("/named/<word>")
@Named
def named(word):
    return {"word": word, "q": request.args.get("q")}


@app.route("/loud")
@Loud
def loud():
    return [request.method]


@app.route("/twice")
@Limit(2)
def twice():
    return "at most twice"


@app.route("/all")
@limit
def all_callers():
    return "all"


@app.route("/some")
@limit.at("eve")
def some_callers():
    return "some"


@app.route("/calls")
def calls():
    return jsonify(numbered=numbered.calls, name=numbered.__name__, limit=limit.seen)
