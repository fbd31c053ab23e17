from . import views
from .compat.application import Application


def create_app():
    app = Application(__name__)
    app.include_router(views.bp, prefix="/books")
    return app
