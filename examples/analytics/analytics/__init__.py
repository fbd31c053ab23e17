import os

from flask import Flask, g

from . import cli, embedded, errors, hooks
from .config import Config, database_url
from .extensions import cache, db, migrate
from .jsonprovider import JSONProvider
from .security import load_session_user
from .services.webhooks import worker


def create_app(config=None):
    """Create the platform; `config` is a mapping or an object that overrides the defaults."""
    app = Flask(
        __name__,
        instance_relative_config=True,
        instance_path=os.environ.get("ANALYTICS_INSTANCE"),
    )
    app.json = JSONProvider(app)
    app.config.from_object(Config)
    app.config.from_pyfile("analytics.cfg", silent=True)
    if isinstance(config, dict):
        app.config.update(config)
    elif config is not None:
        app.config.from_object(config)

    set_servers(app)
    register_extensions(app)
    register_blueprints(app)
    errors.init_app(app)
    hooks.init_app(app)
    cli.init_app(app)
    app.before_request(load_session_user)

    @app.context_processor
    def page_context():
        return {"user": g.get("user"), "account": g.get("account"), "version": Config.VERSION}

    @app.template_filter("thousands")
    def thousands(value):
        return "{:,}".format(value)

    if app.config["EMBEDDED"]:
        with app.app_context():
            cli.prepare_database()

    return app


def set_servers(app):
    """Take the servers that are configured, or start our own for those that are not."""
    urls = {"DATABASE_URL": "database_url", "REDIS_URL": "redis_url"}
    missing = [name for name in urls if not app.config.get(name)]
    app.config["EMBEDDED"] = "DATABASE_URL" in missing
    if missing:
        servers = embedded.start(app.instance_path)
        for name in missing:
            app.config[name] = servers[urls[name]]
    app.config["SQLALCHEMY_DATABASE_URI"] = database_url(app.config["DATABASE_URL"])


def register_extensions(app):
    db.init_app(app)
    migrations = os.path.join(os.path.dirname(app.root_path), "migrations")
    migrate.init_app(app, db, directory=migrations)
    cache.init_app(app)
    worker.init_app(app)


def register_blueprints(app):
    from .views import (
        accounts,
        admin,
        auth,
        dashboards,
        events,
        exports,
        health,
        metrics,
        projects,
        reports,
        users,
        webhooks,
    )

    app.register_blueprint(health.bp)
    app.register_blueprint(auth.bp)
    app.register_blueprint(dashboards.pages)
    app.register_blueprint(accounts.bp, url_prefix="/api/v1/accounts")
    app.register_blueprint(users.bp, url_prefix="/api/v1/users")
    app.register_blueprint(projects.bp, url_prefix="/api/v1/projects")
    app.register_blueprint(events.bp, url_prefix="/api/v1/events")
    app.register_blueprint(metrics.bp, url_prefix="/api/v1/metrics")
    app.register_blueprint(dashboards.bp, url_prefix="/api/v2/dashboards")
    app.register_blueprint(reports.bp, url_prefix="/api/v2/reports")
    app.register_blueprint(exports.bp, url_prefix="/api/v2/exports")
    app.register_blueprint(webhooks.bp, url_prefix="/api/v2/webhooks")
    app.register_blueprint(admin.bp, url_prefix="/api/v2/admin")
