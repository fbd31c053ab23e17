import io
import os
from datetime import datetime, timezone

from flask import Flask, current_app, request, send_file, send_from_directory

app = Flask(__name__)


@app.route("/path")
def path():
    return send_file("data/a.txt")


@app.route("/absolute")
def absolute():
    return send_file(os.path.join(app.root_path, "data", "a.txt"), mimetype="text/x-own")


@app.route("/bytes")
def bytes_():
    content = io.BytesIO(b"0123456789")
    name = "r\u00e9sum\u00e9 1.pdf"
    return send_file(content, mimetype="application/pdf", download_name=name, as_attachment=True)


@app.route("/nameless")
def nameless():
    return send_file(io.BytesIO(b"x"), as_attachment=True, mimetype="text/plain")


@app.route("/tagged")
def tagged():
    changed = datetime(2020, 1, 2, tzinfo=timezone.utc)
    return send_file("data/a.txt", etag="own", last_modified=changed, max_age=60)


@app.route("/untagged")
def untagged():
    return send_file("data/a.txt", etag=False, conditional=False, max_age=lambda path: 7)


@app.route("/dir/<path:name>")
def folder(name):
    return send_from_directory("data", name, as_attachment=request.args.get("down") == "1")


@app.route("/missing")
def missing():
    return send_file("data/nothing.txt")


@app.route("/changed")
def changed():
    response = send_file("data/a.txt")
    response.headers["X-A"] = "b"
    response.cache_control.max_age = 5
    return response


@app.route("/status")
def status():
    return send_file("data/a.txt"), 201, {"X-B": "c"}


@app.route("/start")
def start():
    return app.send_static_file("index.html")


@app.route("/start/<name>")
def start_of(name):
    return current_app.send_static_file(filename=name)


@app.route("/where")
def where():
    found = os.path.join(app.static_folder, "index.html")
    return {"there": os.path.exists(found), "whole": os.path.isabs(found)}
