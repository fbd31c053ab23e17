from flask import Flask, abort, current_app, jsonify, request

from switches import is_on, switch

app = Flask(__name__)
app.config.update(FEATURES={"search": True, "export": False}, LIMIT=2, READ_ONLY=False)
app.extensions["switched"] = []


@app.route("/features")
def features():
    response = jsonify({name: is_on(name) for name in current_app.config["FEATURES"]})
    response.add_etag()
    return response.make_conditional(request)


@app.route("/features/<name>", methods=["PUT", "DELETE"])
def change(name):
    if current_app.config["READ_ONLY"]:
        abort(423)
    if name not in current_app.config["FEATURES"]:
        abort(404, f"no feature {name}")
    switch(name, request.method == "PUT")
    if len(current_app.extensions["switched"]) > app.config["LIMIT"]:
        current_app.config["READ_ONLY"] = True
    return jsonify(switched=current_app.extensions["switched"])


@app.route("/export")
def export():
    if not is_on("export"):
        abort(403)
    response = jsonify(rows=[1, 2])
    response.add_etag()
    return response.make_conditional(request)


@app.route("/search")
def search():
    if not is_on("search"):
        abort(403)
    return jsonify(found=request.args.get("q", ""))
