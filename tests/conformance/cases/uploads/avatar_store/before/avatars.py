import os

from flask import Blueprint, current_app, jsonify, request, send_from_directory, url_for
from werkzeug.utils import secure_filename

bp = Blueprint("avatars", __name__)


def allowed_file(filename):
    extension = filename.rsplit(".", 1)[-1].lower()
    return "." in filename and extension in current_app.config["ALLOWED_EXTENSIONS"]


@bp.errorhandler(413)
def too_large(error):
    return jsonify(error="file too large", limit=current_app.config["MAX_CONTENT_LENGTH"]), 413


@bp.route("/", methods=["POST"])
def upload():
    if "file" not in request.files:
        return jsonify(error="no file part"), 400
    file = request.files["file"]
    if file.filename == "":
        return jsonify(error="no file selected"), 400
    if not allowed_file(file.filename):
        return jsonify(error="type not allowed", name=file.filename), 415
    filename = secure_filename(file.filename)
    if not filename:
        return jsonify(error="unusable name"), 400
    path = os.path.join(current_app.config["UPLOAD_FOLDER"], filename)
    file.save(path)
    location = url_for("avatars.show", name=filename)
    return jsonify(name=filename, size=os.path.getsize(path)), 201, {"Location": location}


@bp.route("/", methods=["GET"])
def index():
    names = sorted(os.listdir(current_app.config["UPLOAD_FOLDER"]))
    return jsonify([name for name in names if name != "thumbs"])


@bp.route("/<path:name>")
def show(name):
    # Avatars are replaced, never changed, so that one date does for all.
    folder = current_app.config["UPLOAD_FOLDER"]
    return send_from_directory(folder, name, etag=False, last_modified=1700000000)


@bp.route("/<name>", methods=["DELETE"])
def delete(name):
    path = os.path.join(current_app.config["UPLOAD_FOLDER"], secure_filename(name))
    if not os.path.isfile(path):
        return jsonify(error="no such avatar"), 404
    os.remove(path)
    return "", 204
