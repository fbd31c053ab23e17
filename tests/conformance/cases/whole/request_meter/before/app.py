"""A small file catalogue that counts what is asked of it."""

from flask import Flask, Response, abort, jsonify, request, stream_with_context

import meter

app = Flask(__name__)
meter.watch(app)

FILES = {"a.txt": ["one", "two"], "b.txt": []}


@app.route("/files")
def files():
    return jsonify(sorted(FILES))


@app.route("/files/<name>/lines")
def lines(name):
    """Long files are sent as they are read."""
    if name not in FILES:
        abort(404)

    def generate():
        for number, line in enumerate(FILES[name], request.args.get("from", 1, type=int)):
            yield f"{number} {line}\n"

    return Response(stream_with_context(generate()), mimetype="text/plain")


@app.route("/files/<name>", methods=["DELETE"])
def delete(name):
    del FILES[name]
    return "", 204


@app.errorhandler(KeyError)
def unknown(error):
    meter.failures.append(str(error))
    return jsonify(error=f"no file {error}"), 404


@app.route("/metrics")
def metrics():
    return jsonify(meter.report())
