from flask import Blueprint, abort, jsonify, request

from . import service

bp = Blueprint("files", __name__, url_prefix="/files")


@bp.route("/")
def list_files():
    """All files, enriched; the newest tag wins."""
    return jsonify(service.load_all())


@bp.route("/<file_id>")
def get_file(file_id):
    file = service.load(file_id)
    if file is None:
        abort(404)
    return jsonify(file)


@bp.route("/", methods=["POST"])
def add_file():
    data = request.get_json(silent=True) or {}
    name = data.get("name")
    if not name:
        return jsonify({"message": "A file has a name"}), 400
    return jsonify(service.store(name, data.get("size", 0))), 201


@bp.route("/<file_id>/plain")
def plain(file_id):
    file = service.find(file_id)
    if file is None:
        abort(404)
    return jsonify(file)
