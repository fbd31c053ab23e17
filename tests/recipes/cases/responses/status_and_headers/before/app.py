from http import HTTPStatus

from flask import Flask, jsonify, make_response, request

app = Flask(__name__)
TEAPOT = 418


@app.route("/created", methods=["POST"])
def created():
    data = request.get_json()
    return jsonify(data), 201, {"X-Made": "yes", "Location": "/created/1"}


@app.route("/empty")
def empty():
    return "", 204


@app.route("/dict")
def from_dict():
    return {"a": 1}, TEAPOT


@app.route("/constant")
def constant():
    return jsonify(error="teapot"), TEAPOT


@app.route("/enum")
def enum():
    return jsonify({"error": "gone"}), HTTPStatus.GONE


@app.route("/headers")
def headers():
    return "text", {"X-A": "1", "Content-Type": "text/plain"}


@app.route("/lists")
def lists():
    return "text", 202, [("X-A", "1"), ("X-A", "2")]


@app.route("/reason")
def reason():
    return "odd", "299 Odd"


@app.route("/made")
def made():
    response = make_response(jsonify(made=True), 202)
    response.headers["X-Made"] = "1"
    response.set_cookie("seen", "a b", max_age=60, httponly=True, samesite="Lax")
    response.delete_cookie("old")
    return response


@app.route("/choice/<int:n>")
def choice(n):
    return (jsonify(even=n), 200) if n % 2 == 0 else (jsonify(odd=n), 409)
