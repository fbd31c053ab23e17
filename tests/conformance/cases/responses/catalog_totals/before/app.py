"""Paged lists as React-Admin wants them: totals, ranges and links in headers."""

from flask import Flask, request, url_for

from catalog import ITEMS, page_of

app = Flask(__name__)


def link(page, rel):
    return f'<{url_for("items", page=page, _external=True)}>; rel="{rel}"'


@app.route("/items")
def items():
    page = request.args.get("page", 1, type=int)
    found, last = page_of(page)
    headers = {
        "X-Total-Count": len(ITEMS),
        "X-Page": page,
        "Content-Range": f"items {len(found)}/{len(ITEMS)}",
        "Access-Control-Expose-Headers": "X-Total-Count, X-Page, Link",
    }
    links = [link(page - 1, "prev")] if page > 1 else []
    if page < last:
        links.append(link(page + 1, "next"))
    return found, 200 if found else 404, {**headers, "Link": ", ".join(links) or "none"}


@app.route("/items/links")
def links():
    pages = range(1, page_of(1)[1] + 1)
    return "", 204, {"Link": [link(page, f"page{page}") for page in pages]}


@app.route("/items/<int:number>", methods=["GET", "DELETE"])
def item(number):
    if not 0 < number <= len(ITEMS):
        return {"error": "no such item"}, 404, [("X-Total-Count", str(len(ITEMS)))]
    if request.method == "DELETE":
        return {"deleted": ITEMS[number - 1]}, {"X-Total-Count": len(ITEMS) - 1}
    return ITEMS[number - 1], {"X-Position": f"{number}", "X-Last": str(number == len(ITEMS))}
