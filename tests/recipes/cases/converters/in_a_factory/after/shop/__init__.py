from .compat.application import Application
from .items import items
from .naming import setup_routing


def create_app():
    app = Application(__name__)
    setup_routing(app)
    app.include_router(items, prefix="/{shop:code}")
    return app
