from functools import wraps

from flask import Flask, abort, jsonify, request
from flask_cors import CORS, cross_origin

app = Flask(__name__)
CORS(app, resources=r"/open/*")


def needs_key(view):
    @wraps(view)
    def checked(*args, **kwargs):
        if request.headers.get("X-Key") is None:
            abort(401)
        return view(*args, **kwargs)

    return checked


@app.route("/one", methods=["POST"])
@cross_origin()
def one():
    return jsonify(name=request.get_json()["name"]), 201


@app.route("/two/<int:n>")
@app.route("/open/two/<int:n>")
@cross_origin(origins=["http://a.com", "http://b.com"], max_age=60)
def two(n):
    return {"n": n, "page": request.args.get("page")}


@app.route("/open/three")
@cross_origin(origins="http://a.com", allow_headers=["X-Key"])
@needs_key
def three():
    return "three"
