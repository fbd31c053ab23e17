import time

from flask import Flask, render_template, request

app = Flask(__name__)


class Trace:
    def name(self):
        return request.trace.upper()


def shown(req):
    req.seen = req.seen + 1
    return f"{req.user} {req.seen}"


@app.before_request
def load():
    request.user = request.args.get("user")
    request.start = time.time()
    request.trace = request.headers.get("X-Trace", "none")
    request.seen = 0
    if request.user == "nobody":
        del request.trace


@app.after_request
def add(response):
    response.headers["X-Took"] = str(time.time() - request.start < 10)
    return response


@app.route("/user")
def user():
    request.seen += 1
    return {"user": request.user, "shown": shown(request), "trace": Trace().name()}


@app.route("/named")
def named():
    setattr(request, "role", "admin")
    return {
        "user": getattr(request, "user", None),
        "trace": getattr(request, "trace", "none"),
        "role": hasattr(request, "role") and request.role,
    }


@app.route("/page")
def page():
    return render_template("page.html")
