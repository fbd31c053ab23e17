import os

from compat.routing import Router
from compat.static import send_from_directory

pages = Router("pages", __name__)
named = Router("named", __name__, prefix="/named")
plain = Router("plain", prefix="/plain")


@pages.get("/prices.txt")
def prices():
    return send_from_directory(os.path.join(pages.root_path, "data"), "prices.txt")


@pages.get("/first")
def first():
    with pages.open_resource("data/prices.txt") as file:
        return file.readline()


@named.get("/")
def name():
    return named.import_name


@plain.get("/")
def index():
    return plain.name
