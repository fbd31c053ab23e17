"""A visitor counter that answers pixels, scripts and beacons."""

import base64

from flask import Flask, Response, after_this_request, jsonify, make_response, request

app = Flask(__name__)
GIF = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


def mark(site):
    count = request.cookies.get(f"seen_{site}", 0, type=int) + 1

    @after_this_request
    def remember(response):
        response.set_cookie(f"seen_{site}", str(count), max_age=600, path="/")
        return response

    return count


@app.route("/pixel/<site>.gif")
def pixel(site):
    mark(site)
    response = Response(GIF, mimetype="image/gif")
    response.headers["Cache-Control"] = "no-cache, no-store, must-revalidate"
    response.headers["Pragma"] = "no-cache"
    response.headers["Expires"] = "0"
    response.content_length = len(GIF)
    return response


@app.route("/beacon/<site>", methods=["POST"])
def beacon(site):
    if not request.data:
        return make_response("", 400)
    mark(site)
    return "", 204


@app.route("/count/<site>")
def count(site):
    if site == "admin":
        return make_response(jsonify(error="private"), 403)
    return jsonify(site=site, count=mark(site))


@app.route("/count/<site>.js")
def script(site):
    return f"document.write({mark(site)})", 200, {"Content-Type": "application/javascript"}
