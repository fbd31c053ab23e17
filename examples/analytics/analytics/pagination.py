from urllib.parse import urlencode

from flask import abort, current_app, jsonify, request


def page_args():
    page = request.args.get("page", 1, type=int)
    per_page = request.args.get("per_page", current_app.config["PER_PAGE"], type=int)
    if page < 1 or per_page < 1:
        abort(400, "page and per_page start at 1.")
    return page, min(per_page, current_app.config["MAX_PER_PAGE"])


def page_url(**changes):
    """The URL of this request with other query arguments."""
    args = request.args.to_dict()
    args.update(changes)
    return request.base_url + "?" + urlencode(args)


def link_header(links):
    return ", ".join('<%s>; rel="%s"' % (url, rel) for rel, url in links)


def paginate(query, serialize=None, key="items"):
    """Answer with one page of a query, and with Link headers to the pages around it."""
    page, per_page = page_args()
    total = query.order_by(None).count()
    pages = max(1, (total + per_page - 1) // per_page)
    rows = query.offset((page - 1) * per_page).limit(per_page).all()
    items = serialize(rows) if serialize else [row.to_dict() for row in rows]

    response = jsonify({key: items, "page": page, "per_page": per_page, "total": total})
    links = [("first", page_url(page=1)), ("last", page_url(page=pages))]
    if page > 1:
        links.append(("prev", page_url(page=min(page - 1, pages))))
    if page < pages:
        links.append(("next", page_url(page=page + 1)))
    response.headers["Link"] = link_header(links)
    response.headers["X-Total-Count"] = str(total)
    return response


def paginate_by_id(query, column):
    """Pages without a count, newest first, for tables where counting takes too long."""
    _, per_page = page_args()
    before = request.args.get("before", type=int)
    if before is not None:
        query = query.filter(column < before)
    rows = query.order_by(column.desc()).limit(per_page + 1).all()
    more = len(rows) > per_page
    rows = rows[:per_page]
    response = jsonify(items=[row.to_dict() for row in rows], has_more=more)
    if more:
        response.headers["Link"] = link_header([("next", page_url(before=rows[-1].id))])
    return response
