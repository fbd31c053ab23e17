import importlib


def open_shelf(app):
    kind = importlib.import_module("." + app.config["SHELF"], __name__)
    return kind.open_shelf(app)
