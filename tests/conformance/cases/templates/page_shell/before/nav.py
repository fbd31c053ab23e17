from flask import request, url_for


def items():
    return [("Home", url_for("home")), ("Wrong", url_for("wrong"))]


def is_active(item):
    return request.path == item[1]
