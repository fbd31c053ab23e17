"""A card that says what this service is; the operators' dashboard reads it."""

from flask import Flask, after_this_request, current_app, g, jsonify, request

from card import describe, features, need

app = Flask(__name__, static_folder=None)
app.config.update(VERSION="3.1", FEATURES={"export": True, "beta": False}, OWNER=None)
app.config["OWNER"] = app.config.get("OWNER") or f"team of {app.name}"


@app.before_request
def begin():
    g.setdefault("notes", [])
    g.trace = request.headers.get("X-Trace")


@app.route("/card")
def card():
    return jsonify(describe())


@app.route("/features/<name>")
def feature(name):
    need(name)
    return jsonify(name=name, on=features()[name])


@app.route("/notes/<text>")
def notes(text):
    g.notes.append(text)

    @after_this_request
    def count(response):
        response.headers["X-Notes"] = str(len(g.pop("notes", [])))
        return response

    if text == "none":
        return "", 204
    return jsonify(sorted(g), "trace" in g, g.get("missing", "default"), repr(g.trace))


@app.route("/mode")
def mode():
    flags = [current_app.debug, current_app.testing, bool(current_app.secret_key)]
    return jsonify(
        flags=flags,
        import_name=current_app.import_name,
        permanent=app.permanent_session_lifetime.days,
    )


@app.route("/trim", methods=["POST"])
def trim():
    gone = app.config.pop(request.form["key"], None)
    return jsonify(
        gone=gone, left=sorted(key for key in app.config if key in ("VERSION", "FEATURES", "OWNER"))
    )
