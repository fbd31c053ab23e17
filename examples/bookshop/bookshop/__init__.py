import os

from flask import Flask, current_app, g, session

from . import admin, catalogue, db, errors, shop
from .auth import load_logged_in_user
from .config import DevelopmentConfig

VERSION = "1.4.0"


def create_app(config=None):
    """Create the bookshop; `config` is a mapping or an object that overrides the defaults."""
    app = Flask(__name__, instance_relative_config=True)
    app.config.from_object(DevelopmentConfig)
    app.config.from_mapping(
        DATABASE=os.environ.get(
            "BOOKSHOP_DATABASE", os.path.join(app.instance_path, "bookshop.sqlite")
        )
    )
    if config is None:
        app.config.from_pyfile("bookshop.cfg", silent=True)
    elif isinstance(config, dict):
        app.config.update(config)
    else:
        app.config.from_object(config)

    os.makedirs(app.instance_path, exist_ok=True)
    db.init_app(app)
    errors.init_app(app)

    app.before_request(check_maintenance)
    app.before_request(load_logged_in_user)

    @app.after_request
    def add_version(response):
        response.headers["X-Bookshop-Version"] = VERSION
        return response

    @app.context_processor
    def shop_context():
        basket = session.get("basket", {})
        return {
            "shop_name": app.config["SHOP_NAME"],
            "basket_count": sum(basket.values()),
            "user": g.get("user"),
        }

    @app.route("/health")
    def health():
        return {"status": "ok", "version": VERSION}

    @app.route("/ping")
    def ping():
        return (
            "pong",
            200,
            {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-cache"},
        )

    app.register_blueprint(catalogue.bp, url_prefix="/api/books")
    app.register_blueprint(shop.bp)
    app.register_blueprint(admin.bp)
    # the front page is also known by the short name "index"
    app.add_url_rule("/", endpoint="index", view_func=shop.front)

    if app.config["SAMPLE_DATA"] and not os.path.exists(app.config["DATABASE"]):
        with app.app_context():
            db.init_db()
            db.seed()

    return app


def check_maintenance():
    if current_app.config["MAINTENANCE"]:
        return "The shop is closed for maintenance.", 503, {"Retry-After": "3600"}
