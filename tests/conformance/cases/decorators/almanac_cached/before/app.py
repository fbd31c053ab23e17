"""Almanac: answers are worked out once, and kept by path and query."""

from functools import lru_cache, wraps

from flask import Flask, Response, current_app, jsonify, make_response, request

app = Flask(__name__)
app.cache = {}
app.config["CACHE_SIZE"] = 3
WORK = {"count": 0}


def cached(vary=None):
    """Keeps what a view answers; `vary` names a header that makes a difference."""

    def decorate(view):
        @wraps(view)
        def wrapper(*args, **kwargs):
            key = request.full_path
            if vary:
                key += f"|{request.headers.get(vary, '')}"
            kept = current_app.cache.get(key)
            if kept is not None:
                body, status, mimetype = kept
                return Response(body, status, {"X-Cache": "hit"}, mimetype)
            response = make_response(view(*args, **kwargs))
            if response.status_code == 200 and len(current_app.cache) < app.config["CACHE_SIZE"]:
                current_app.cache[key] = (
                    response.get_data(),
                    response.status_code,
                    response.mimetype,
                )
            response.headers["X-Cache"] = "miss"
            return response

        return wrapper

    return decorate


@lru_cache(maxsize=None)
def days_in(month):
    WORK["count"] += 1
    return [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]


@app.route("/months/<int:month>")
@cached()
def month(month):
    if not 1 <= month <= 12:
        return jsonify(error="there are twelve"), 404
    WORK["count"] += 1
    return jsonify(days=days_in(month), work=WORK["count"])


@app.route("/greeting")
@cached(vary="Accept-Language")
def greeting():
    WORK["count"] += 1
    language = request.accept_languages.best_match(["de", "en"], default="en")
    return f"{ {'de': 'Guten Tag', 'en': 'Good day'}[language] } ({WORK['count']})"


@app.route("/cache", methods=["DELETE"])
def clear():
    kept = sorted(app.cache)
    app.cache.clear()
    days_in.cache_clear()
    return jsonify(kept)
