"""Themes are uploaded as JSON manifests with pictures beside them, and listed as a page."""

import json
import tempfile
from pathlib import Path

from flask import Flask, Response, abort, current_app, redirect, request, url_for
from flask.views import MethodView
from werkzeug.utils import secure_filename


class Themes(MethodView):
    def get(self):
        found = sorted(p.name for p in Path(current_app.config["THEMES"]).iterdir())
        return {"themes": found}

    def post(self):
        manifest = self._manifest()
        folder = Path(current_app.config["THEMES"]) / secure_filename(manifest["name"])
        if folder.exists():
            abort(Response("exists already\n", 409, mimetype="text/plain"))
        folder.mkdir()
        for name, picture in request.files.items(multi=True):
            if name.startswith("picture"):
                picture.save(folder / secure_filename(picture.filename or name))
        return redirect(url_for("theme", name=folder.name), code=303)

    def _manifest(self):
        upload = request.files.get("manifest")
        if upload is None:
            abort(400, "a manifest is needed")
        try:
            manifest = json.load(upload.stream)
        except ValueError:
            abort(400, "the manifest is not JSON")
        if not manifest.get("name"):
            abort(422)
        return manifest


def theme(name):
    folder = Path(current_app.config["THEMES"]) / secure_filename(name)
    if not folder.is_dir():
        abort(404)
    sizes = {path.name: path.stat().st_size for path in sorted(folder.iterdir())}
    return {"name": folder.name, "pictures": sizes}


def create_app():
    app = Flask(__name__)
    app.config["THEMES"] = tempfile.mkdtemp(prefix="themes-")
    app.add_url_rule("/themes", view_func=Themes.as_view("themes"))
    app.add_url_rule("/themes/<name>", view_func=theme)
    return app
