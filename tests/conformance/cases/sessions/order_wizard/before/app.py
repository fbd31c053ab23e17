from flask import Flask, abort, jsonify, redirect, request, session, url_for

import wizard

app = Flask(__name__)
app.secret_key = "wizard"


@app.route("/order/<step>", methods=["GET", "POST"])
def step(step):
    if step not in wizard.STEPS:
        abort(404)
    if request.method == "GET":
        return jsonify(step=step, known=session.get(wizard.key(step)), done=wizard.done())
    missing = wizard.store(step, request.form)
    if missing:
        return jsonify(missing=missing), 400
    return redirect(
        url_for("step", step=wizard.following(step))
        if wizard.following(step)
        else url_for("summary")
    )


@app.route("/order/<step>", methods=["DELETE"])
def undo(step):
    del session[wizard.key(step)]
    return "", 204


@app.route("/order")
def summary():
    if wizard.following(None):
        return redirect(url_for("step", step=wizard.following(None)))
    return jsonify({name: session[wizard.key(name)] for name in wizard.STEPS})


@app.route("/order/import", methods=["PUT"])
def bring():
    data = request.get_json()
    session.update(
        {wizard.key(name): value for name, value in data.items() if name in wizard.STEPS}
    )
    session["steps"] = len(data)
    return jsonify(sorted(session.keys()))


@app.route("/order/address/zip")
def zip_code():
    return session["wizard.address"]["zip"]
