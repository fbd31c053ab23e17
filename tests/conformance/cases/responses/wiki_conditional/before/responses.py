from datetime import datetime

from flask import make_response, request


def page_response(text, revision, weak=False):
    response = make_response(text)
    response.content_type = "text/x-wiki; charset=utf-8"
    response.content_language.add("en")
    response.set_etag(f"r{revision}", weak=weak)
    response.last_modified = datetime(2024, 1, 1 + revision)
    response.cache_control.no_cache = True
    response.cache_control.private = True
    return response.make_conditional(request.environ)
