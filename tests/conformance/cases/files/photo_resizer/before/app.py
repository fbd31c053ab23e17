"""Makes pictures (portable pixmaps) on the fly and caches them in a folder."""

import os
import tempfile
from functools import wraps

from flask import Flask, after_this_request, current_app, jsonify, request, send_file

from pixmap import checkerboard

app = Flask(__name__)
app.config["CACHE"] = tempfile.mkdtemp(prefix="pixmaps-")


def cached_file(view):
    """Serve the file that the view names, making it at the first request."""

    @wraps(view)
    def wrapper(**kwargs):
        name, make = view(**kwargs)
        path = os.path.join(current_app.config["CACHE"], name)
        hit = os.path.exists(path)
        if not hit:
            with open(path, "wb") as file:
                file.write(make())
            os.utime(path, (1, 1))

        @after_this_request
        def say(response):
            response.headers["X-Cache"] = "hit" if hit else "miss"
            return response

        return send_file(path, mimetype="image/x-portable-pixmap", etag=False, download_name=name)

    return wrapper


@app.route("/boards/<int:size>.ppm")
@cached_file
def board(size):
    size = min(size, 16)
    inverted = request.args.get("invert", type=int) == 1
    return f"{size}{'i' if inverted else ''}.ppm", lambda: checkerboard(size, inverted)


@app.route("/boards", methods=["DELETE"])
def clear():
    names = sorted(os.listdir(app.config["CACHE"]))
    for name in names:
        os.remove(os.path.join(app.config["CACHE"], name))
    return jsonify(removed=names)


@app.route("/open/<int:size>")
def from_open_file(size):
    path = os.path.join(app.config["CACHE"], f"{size}.ppm")
    return send_file(open(path, "rb"), download_name="open.ppm", mimetype="image/x-ppm")
