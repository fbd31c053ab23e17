"""Courier: helpers that want something done to the answer say so where they are."""

from flask import Flask, after_this_request, g, jsonify, request

app = Flask(__name__)

PARCELS = {"A1": "on its way", "B2": "delivered"}


def remember(number):
    """Keeps the last parcel in a cookie, whatever the view answers."""

    @after_this_request
    def set_last(response):
        response.set_cookie("last", number, max_age=3600, httponly=True)
        return response


def warn(text):
    def add_header(response):
        response.headers.add("X-Warning", text)
        return response

    after_this_request(add_header)


@app.before_request
def sniff():
    g.version = request.headers.get("X-Version", "1")
    if g.version == "0":
        warn("version 0 is retired")


@app.after_request
def cache(response):
    if request.method == "GET" and response.status_code == 200:
        response.cache_control.max_age = 30
    else:
        response.headers["Cache-Control"] = "no-store"
    response.headers["X-Warned"] = str(len(response.headers.getlist("X-Warning")))
    return response


@app.get("/parcels/<number>")
def parcel(number):
    remember(number)
    if number not in PARCELS:
        warn("unknown parcel")
        return jsonify(error="unknown", last=request.cookies.get("last")), 404
    if PARCELS[number] == "delivered":
        warn("already delivered")
    return jsonify(state=PARCELS[number], last=request.cookies.get("last"))


@app.delete("/parcels/<number>")
def cancel(number):
    @after_this_request
    def forget(response):
        response.delete_cookie("last")
        return response

    return jsonify(was=PARCELS.pop(number))
