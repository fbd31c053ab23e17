from flask import Flask, jsonify, request

app = Flask(__name__)


@app.route("/page/<int:number>")
def page(number, size=10):
    return jsonify(number=number, size=size, q=request.args.get("q"))


@app.route("/first")
def first():
    return page(1, size=5)


@app.route("/second")
def second():
    answer = page(2)
    answer.status_code = 202
    answer.headers["X-Page"] = "2"
    return answer
