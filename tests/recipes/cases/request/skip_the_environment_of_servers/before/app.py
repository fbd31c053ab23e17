from flask import Flask, jsonify, request

app = Flask(__name__)


@app.get("/server")
def server():
    return jsonify(threads=request.environ["wsgi.multithread"])


@app.get("/errors")
def errors():
    return jsonify(there="wsgi.errors" in request.environ)


@app.get("/all")
def everything():
    return jsonify(sorted(k for k in request.environ if k.startswith("HTTP_X_")))


@app.get("/key/<name>")
def one(name):
    return jsonify(request.environ.get(name))


@app.get("/address")
def address():
    return jsonify(
        request.environ.get("HTTP_X_REAL_IP", "-"),
        request.environ["PATH_INFO"],
        request.environ["wsgi.url_scheme"],
        "HTTP_X_NONE" in request.environ,
    )
