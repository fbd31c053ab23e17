from flask import current_app, g, has_request_context, request


class Rejected(Exception):
    pass


def check(text):
    words = text.lower().split()
    bad = sorted(current_app.config["FORBIDDEN"].intersection(words))
    if bad:
        raise Rejected(", ".join(bad))
    # `g` belongs to the context, and the worker's context is a copy.
    return {
        "text": text,
        "words": len(words),
        "path": request.path,
        "lang": g.get("language", "none"),
    }


def length_of(text):
    return [len(text), has_request_context()]
