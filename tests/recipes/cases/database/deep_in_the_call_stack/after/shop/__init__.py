import click

from . import models, views
from .compat.application import Application
from .compat.context import current_app
from .compat.database import bind_engine, current_session
from .compat.session import SessionMiddleware
from .extensions import Base


def create_app():
    app = Application(__name__)
    app.add_middleware(SessionMiddleware)
    app.config.from_mapping(
        SECRET_KEY="dev",
        SQLALCHEMY_DATABASE_URI="sqlite:///shop.db",
        SQLALCHEMY_TRACK_MODIFICATIONS=False,
    )
    bind_engine(app, session_options={"autoflush": False})
    app.include_router(views.bp)

    @app.cli.command("reset")
    def reset():
        Base.metadata.drop_all(current_app.state.engine)
        Base.metadata.create_all(current_app.state.engine)
        models.User(name="ada").save()
        click.echo("one user")

    @app.teardown_request
    def forget(error):
        if error is not None:
            current_session().close()

    with app.app_context():
        Base.metadata.drop_all(app.state.engine)
        Base.metadata.create_all(app.state.engine)
        models.User(name="ada").save()
    return app
