from flask import Blueprint, url_for

items = Blueprint("items", __name__)


@items.route("/")
def index(shop):
    return f"{shop} {url_for('.show', shop=shop, item='abca')}"


@items.route("/<code:item>")
def show(shop, item):
    return {"shop": shop, "item": item}


@items.route("/<item>")
def other(shop, item):
    return f"other {item} of {shop}"
