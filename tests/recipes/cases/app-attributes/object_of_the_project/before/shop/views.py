from flask import Blueprint, abort, current_app, request

blueprint = Blueprint("shelf", __name__)


@blueprint.get("/")
def names():
    return {"names": sorted(current_app.shelf)}


@blueprint.get("/<name>")
def show(name):
    if name not in current_app.shelf:
        abort(404)
    return current_app.shelf.read(name)


@blueprint.put("/<name>")
def write(name):
    current_app.shelf.write(name, request.get_data(as_text=True))
    return "", 204


@blueprint.delete("/<name>")
def remove(name):
    shelf = current_app.shelf
    shelf.remove(name)
    return "", 204
