from shop.compat.application import Application
from shop.shelves import open_shelf
from shop.views import blueprint


def create_app():
    app = Application(__name__)
    app.config["SHELF"] = "plain"
    app.shelf = open_shelf(app)
    app.include_router(blueprint)
    return app
