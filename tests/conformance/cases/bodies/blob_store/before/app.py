"""A tiny object store: whatever is put is described, never kept."""

from hashlib import md5

from flask import Flask, Response, request

app = Flask(__name__)
LIMIT = 64


@app.route("/objects/<path:key>", methods=["PUT", "POST"])
def put(key):
    declared = request.headers.get("Content-MD5")
    body = request.get_data(cache=False)
    digest = md5(body, usedforsecurity=False).hexdigest()
    if declared and declared != digest:
        return Response("digest differs", status=400, mimetype="text/plain")
    if len(body) > LIMIT:
        return Response(f"more than {LIMIT} bytes", 413, content_type="text/plain; charset=utf-8")
    return {
        "key": key,
        "size": len(body),
        "declared": request.content_length,
        "type": request.content_type,
        "mimetype": request.mimetype,
        "params": request.mimetype_params,
        "md5": digest,
    }, 201


@app.route("/echo", methods=["POST"])
def echo():
    return request.data, 200, {"Content-Type": request.content_type or "application/octet-stream"}


@app.route("/lines", methods=["POST"])
def lines():
    text = request.get_data(as_text=True)
    rows = [line.split("\t") for line in text.splitlines() if line]
    return {"rows": rows, "again": len(request.get_data()), "form": request.form.to_dict()}


@app.route("/stream", methods=["POST"])
def stream():
    first = request.stream.read(4)
    rest = request.stream.read()
    return {"first": first.decode(), "rest": len(rest)}
