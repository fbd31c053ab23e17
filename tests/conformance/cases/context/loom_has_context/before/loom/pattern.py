"""Used by views and by the start of the program alike, so it asks where it is."""

from flask import current_app, g, has_app_context, has_request_context, request

PATTERNS = {}


def who():
    if has_request_context():
        return request.headers.get("X-Weaver", "guest")
    return "system" if has_app_context() else "nobody"


def weave(name, width=None):
    width = width or current_app.config["WIDTH"]
    thread = g.get("thread", current_app.config["THREAD"]) if has_request_context() else "-"
    PATTERNS[name] = {"rows": [thread * width] * 2, "by": who()}
    return PATTERNS[name]


def warm_up():
    weave("plain")
