import os

from flask import Flask, Response, abort, current_app, jsonify, request, stream_with_context
from werkzeug.utils import secure_filename

app = Flask(__name__)
app.config["SHELF"] = os.path.join(app.root_path, "shelf")
app.config["ALLOWED"] = {"txt", "csv"}
os.makedirs(app.config["SHELF"], exist_ok=True)


def place(name):
    return os.path.join(current_app.config["SHELF"], secure_filename(name))


@app.route("/shelf")
def shelf():
    return jsonify(sorted(os.listdir(app.config["SHELF"])))


@app.route("/shelf/<name>", methods=["PUT"])
def put(name):
    if name.rsplit(".", 1)[-1] not in app.config["ALLOWED"]:
        abort(415)
    with open(place(name), "wb") as file:
        file.write(request.get_data())
    return jsonify(name=secure_filename(name), size=os.path.getsize(place(name))), 201


@app.route("/shelf/<name>")
def get(name):
    if not os.path.exists(place(name)):
        abort(404)

    def chunks():
        with open(place(name), "rb") as file:
            while chunk := file.read(request.args.get("chunk", 4, type=int)):
                yield chunk

    return Response(stream_with_context(chunks()), mimetype="application/octet-stream")


@app.route("/shelf/<name>", methods=["DELETE"])
def delete(name):
    try:
        os.remove(place(name))
    except FileNotFoundError:
        abort(404)
    return "", 204
