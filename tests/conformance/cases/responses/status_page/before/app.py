"""Uptime board: every kind of status code a monitor may want to see."""

from http import HTTPStatus

from flask import Flask, jsonify, make_response, request

from services import SERVICES, worst

app = Flask(__name__)


@app.after_request
def no_store(response):
    if response.status_code >= 400:
        response.headers["Cache-Control"] = "no-store"
    elif response.mimetype == "application/json":
        response.headers.setdefault("Cache-Control", "max-age=30")
    if "verbose" in request.args:
        response.headers["X-Status"] = response.status
        response.headers["X-Length"] = str(response.content_length)
    return response


@app.route("/healthz")
def healthz():
    return "", HTTPStatus.NO_CONTENT


@app.route("/services")
def services():
    response = jsonify(SERVICES)
    response.status_code = 200 if worst() == "up" else 503
    response.headers["Retry-After"] = 120
    return response


@app.route("/services/<name>", methods=["GET", "HEAD", "OPTIONS"])
def service(name):
    if request.method == "OPTIONS":
        return "", 204, {"Allow": "GET, HEAD", "X-Service": name}
    if name not in SERVICES:
        return jsonify(None), 404
    response = make_response(f"{name}: {SERVICES[name]}\n")
    response.mimetype = "text/plain"
    response.headers["X-Method"] = request.method
    return response


@app.route("/status/<int:code>")
def status(code):
    response = make_response(f"as you wish: {code}", code)
    response.content_type = "text/plain"
    return response


@app.route("/teapot")
def teapot():
    response = app.make_response(("short and stout", 418))
    response.headers.extend({"X-Tea": "black", "X-Milk": "no"})
    del response.headers["X-Milk"]
    response.status = "418 Teapot"
    return response


@app.route("/badge/<name>.svg")
def badge(name):
    colour = {"up": "green", "down": "red"}.get(SERVICES.get(name), "grey")
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><text fill="{colour}">{name}</text></svg>'
    return app.response_class(svg, mimetype="image/svg+xml", headers={"Cache-Control": "no-cache"})
