from flask import Flask, request

app = Flask(__name__)


def origin():
    return getattr(request, "remote_addr", "") or "nowhere"


@app.route("/known")
def known():
    return str({"origin": origin(), "method": getattr(request, "method")})


@app.route("/renamed")
def renamed():
    return str({"url": getattr(request, "url"), "json": getattr(request, "json", None)})


@app.route("/computed/<name>")
def computed(name):
    return str({"value": getattr(request, name, None)})
