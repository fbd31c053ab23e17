from flask import Flask, jsonify, make_response, request

import headers as policy

app = Flask(__name__)
app.config.update(MAINTENANCE_TOKEN="let-me-in", RETRY_AFTER=90)


@app.before_request
def closed():
    if request.path.startswith("/admin") or request.cookies.get("preview") == "1":
        return None
    if request.args.get("token") == app.config["MAINTENANCE_TOKEN"]:
        return None
    response = make_response("Back soon\n", 503)
    response.retry_after = app.config["RETRY_AFTER"]
    response.mimetype = "text/plain"
    return response


@app.after_request
def harden(response):
    policy.apply(response)
    return response


@app.route("/")
def home():
    response = make_response("<p>Open</p>")
    response.vary = "Cookie"
    return response


@app.route("/admin/preview", methods=["POST"])
def preview():
    if request.form.get("token") != app.config["MAINTENANCE_TOKEN"]:
        return policy.challenge("maintenance")
    response = jsonify(preview=True)
    response.set_cookie("preview", "1", httponly=True, samesite="Strict")
    response.content_location = "/"
    return response


@app.route("/admin/cached")
def cached():
    response = make_response("cached")
    response.cache_control.max_age = 300
    response.cache_control["stale-while-revalidate"] = 30
    response.headers["X-Cached-For"] = str(response.cache_control.max_age)
    return response
