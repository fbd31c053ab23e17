from flask import Flask, jsonify, request

from paging import page_links, page_window
from recipes import RECIPES

app = Flask(__name__)


def matches(recipe, term, tags, max_minutes):
    if term and term.lower() not in recipe["title"].lower():
        return False
    if max_minutes is not None and recipe["minutes"] > max_minutes:
        return False
    return all(tag in recipe["tags"] for tag in tags)


@app.route("/api/recipes")
def search():
    term = request.args.get("q", "").strip()
    tags = request.args.getlist("tag")
    max_minutes = request.args.get("max_minutes", type=int)
    order = request.args.get("sort", "title")
    if order not in ("title", "minutes"):
        return jsonify(error=f"cannot sort by {order}"), 400

    found = [r for r in RECIPES if matches(r, term, tags, max_minutes)]
    found.sort(key=lambda r: r[order], reverse="desc" in request.args)
    window, total_pages = page_window(found)
    return jsonify(
        recipes=window,
        total=len(found),
        pages=total_pages,
        links=page_links(total_pages),
    )


@app.route("/api/recipes/count")
def count():
    strict = request.args["strict"] == "1"
    names = request.args.getlist("tag", type=str)
    if strict and not names:
        return jsonify(error="strict counting needs a tag"), 422
    return jsonify({name: sum(name in r["tags"] for r in RECIPES) for name in names})
