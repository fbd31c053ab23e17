"""Cut a list into the page that the client asks for."""

from urllib.parse import urlencode

from flask import request

MAX_PER_PAGE = 3


def page_window(rows):
    per_page = min(max(request.args.get("per_page", MAX_PER_PAGE, type=int), 1), MAX_PER_PAGE)
    page = max(request.args.get("page", 1, type=int), 1)
    start = (page - 1) * per_page
    return rows[start : start + per_page], -(-len(rows) // per_page)


def page_links(total_pages):
    """Keep every filter of the query, and change only the page."""
    page = request.args.get("page", default=1, type=int)
    links = {"self": _link(page)}
    if page > 1:
        links["prev"] = _link(page - 1)
    if page < total_pages:
        links["next"] = _link(page + 1)
    return links


def _link(page):
    pairs = [(k, v) for k, v in request.args.items(multi=True) if k != "page"]
    return f"{request.path}?{urlencode([*pairs, ('page', page)])}"
