from flask import Flask

from garden.api import bp
from garden.models import Bed, Plant, db


def create_app():
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
    app.config["RESTFUL_JSON"] = {"sort_keys": True}
    app.config["BUNDLE_ERRORS"] = True
    db.init_app(app)
    app.register_blueprint(bp, url_prefix="/api")
    with app.app_context():
        db.create_all()
        db.session.add(Bed(name="south", plants=[Plant(kind="bean", height=20)]))
        db.session.commit()

    @app.errorhandler(404)
    def missing(error):
        return "<h1>No such page</h1>", 404

    @app.route("/")
    def index():
        return "<h1>Garden</h1>"

    return app
