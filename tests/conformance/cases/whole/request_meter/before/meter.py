from collections import Counter

from flask import g, request

total = 0
by_status = Counter()
failures = []


def begin():
    global total
    total += 1
    g.number = total


def end(response):
    by_status[response.status_code] += 1
    response.headers["X-Number"] = str(g.number)
    return response


def watch(app):
    app.before_request(begin)
    app.after_request(end)


def report():
    statuses = {str(status): count for status, count in by_status.items()}
    return {"total": total, "statuses": statuses, "failures": failures, "path": request.path}
