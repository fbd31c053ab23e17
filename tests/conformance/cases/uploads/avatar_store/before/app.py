import os
import tempfile

from flask import Flask

from avatars import bp


def create_app():
    app = Flask(__name__)
    app.config["UPLOAD_FOLDER"] = tempfile.mkdtemp(prefix="avatars-")
    app.config["ALLOWED_EXTENSIONS"] = {"png", "jpg", "gif"}
    app.config["MAX_CONTENT_LENGTH"] = 1024
    os.makedirs(os.path.join(app.config["UPLOAD_FOLDER"], "thumbs"), exist_ok=True)
    app.register_blueprint(bp, url_prefix="/avatars")
    return app
