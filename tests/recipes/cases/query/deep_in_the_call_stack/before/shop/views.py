from flask import Blueprint, jsonify, request

from . import store

bp = Blueprint("books", __name__)


@bp.route("/")
def books():
    return jsonify([store.describe(title) for title in store.page()])


@bp.route("/<title>")
def book(title):
    currency = request.args.get("currency", "EUR")
    return {"book": store.describe(title), "currency": currency}


@bp.route("/<title>/offer")
def offer(title):
    if request.headers.get("X-Club"):
        return {"offer": store.describe(title=title)}
    return {"offer": store.describe(title, 2), "agent": request.args.get("agent")}
