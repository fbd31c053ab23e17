"""Vault: notes behind a key; writing needs a second one."""

from functools import wraps

from flask import Flask, abort, g, jsonify, request
from flask.views import MethodView

KEYS = {"r-1": ("ada", False), "w-1": ("ada", True), "w-2": ("bob", True)}
NOTES = {"ada": {"todo": "milk"}, "bob": {}}


def needs_key(view):
    @wraps(view)
    def checked(*args, **kwargs):
        known = KEYS.get(request.headers.get("X-Key", ""))
        if known is None:
            return jsonify(error="key missing or unknown"), 401
        g.owner, g.may_write = known
        return view(*args, **kwargs)

    return checked


def needs_write(method):
    @wraps(method)
    def checked(self, *args, **kwargs):
        if not g.may_write:
            abort(403, description=f"{g.owner} may only read")
        return method(self, *args, **kwargs)

    return checked


class NoteAPI(MethodView):
    decorators = [needs_key]

    def get(self, name):
        notes = NOTES[g.owner]
        if name not in notes:
            abort(404)
        return jsonify(name=name, text=notes[name])

    @needs_write
    def put(self, name):
        created = name not in NOTES[g.owner]
        NOTES[g.owner][name] = request.get_data(as_text=True)
        return jsonify(name=name), 201 if created else 200

    @needs_write
    def delete(self, name):
        NOTES[g.owner].pop(name, None)
        return "", 204


class IndexAPI(MethodView):
    decorators = [needs_key]

    def get(self):
        return jsonify(owner=g.owner, notes=sorted(NOTES[g.owner]))


def create_app():
    app = Flask(__name__)
    app.add_url_rule("/notes/", view_func=IndexAPI.as_view("index"))
    app.add_url_rule("/notes/<name>", view_func=NoteAPI.as_view("note"))
    return app
