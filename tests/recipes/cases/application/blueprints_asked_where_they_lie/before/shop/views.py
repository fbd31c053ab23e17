import os

from flask import Blueprint, send_from_directory

pages = Blueprint("pages", __name__)
named = Blueprint("named", __name__, url_prefix="/named")
plain = Blueprint("plain", __name__, url_prefix="/plain")


@pages.route("/prices.txt")
def prices():
    return send_from_directory(os.path.join(pages.root_path, "data"), "prices.txt")


@pages.route("/first")
def first():
    with pages.open_resource("data/prices.txt") as file:
        return file.readline()


@named.route("/")
def name():
    return named.import_name


@plain.route("/")
def index():
    return plain.name
