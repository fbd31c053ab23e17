import json
from http import HTTPStatus

from flask import Flask, current_app, request

app = Flask(__name__)

SETTINGS = {"theme": "light", "limits": {"files": 10, "size": 1.5}, "owners": ["ann", "bob"]}


class PatchError(ValueError):
    status = HTTPStatus.UNPROCESSABLE_ENTITY


def merge(target, patch):
    """RFC 7396: null removes, objects merge, all else replaces."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merge(result.get(key), value)
    return result


def load_body():
    raw = request.get_data()
    if not raw:
        raise PatchError("empty body")
    try:
        return json.loads(raw)
    except json.JSONDecodeError as error:
        raise PatchError(f"{error.msg} at {error.pos}") from error


@app.errorhandler(PatchError)
def patch_error(error):
    return {"detail": str(error)}, error.status


@app.patch("/settings")
def patch():
    if not request.is_json and request.mimetype != "application/merge-patch":
        return {"detail": "merge patches only"}, HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    return current_app.json.response(merge(SETTINGS, load_body()))


@app.put("/settings/<name>")
def put(name):
    value = request.get_json(force=True)
    if name not in SETTINGS:
        raise PatchError(f"no setting {name}")
    return {"name": name, "was": SETTINGS[name], "is": value, "kind": type(value).__name__}


@app.get("/settings")
def show():
    return SETTINGS
