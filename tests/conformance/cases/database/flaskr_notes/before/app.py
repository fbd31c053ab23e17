import os
import tempfile

from flask import Flask

import db
import notes


def create_app(test_config=None):
    app = Flask(__name__, instance_relative_config=True)
    app.config.from_mapping(
        SECRET_KEY="dev",
        DATABASE=os.path.join(tempfile.mkdtemp(), "notes.sqlite"),
    )
    if test_config is not None:
        app.config.update(test_config)

    @app.route("/hello")
    def hello():
        return "Hello, World!"

    db.init_app(app)
    app.register_blueprint(notes.bp)
    app.add_url_rule("/", endpoint="index")

    with app.app_context():
        db.init_db()
    return app
