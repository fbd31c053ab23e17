"""Headers that every answer gets unless a view has set its own."""

from flask import make_response
from werkzeug.datastructures import WWWAuthenticate


def apply(response):
    if not response.cache_control.max_age:
        response.cache_control.no_store = True
    response.content_security_policy = "default-src 'self'; img-src *"
    response.headers.setdefault("X-Frame-Options", "DENY")
    response.headers.setdefault("X-Content-Type-Options", "nosniff")


def challenge(realm):
    response = make_response({"error": "token needed"}, 401)
    response.www_authenticate = WWWAuthenticate("basic", {"realm": realm})
    return response
