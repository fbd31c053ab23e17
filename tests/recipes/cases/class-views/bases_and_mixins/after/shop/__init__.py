from .compat.application import Application
from .compat.session import SessionMiddleware
from .views import blueprint


def create_app():
    app = Application(__name__)
    app.add_middleware(SessionMiddleware)
    app.secret_key = "for tests"
    app.include_router(blueprint, prefix="/shop")
    return app
