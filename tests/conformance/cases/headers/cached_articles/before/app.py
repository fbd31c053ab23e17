"""Articles with validators, so that readers fetch them once."""

import hashlib
from datetime import UTC, datetime

from flask import Flask, Response, abort, make_response, request

app = Flask(__name__)

ARTICLES = {
    "bees": ("All about bees", datetime(2024, 5, 1, 12, 30, tzinfo=UTC)),
    "ants": ("Ants, too", datetime(2023, 1, 15, tzinfo=UTC)),
}


def find(slug):
    if slug not in ARTICLES:
        abort(404, description=f"No article {slug!r}")
    return ARTICLES[slug]


def tag_of(text):
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@app.route("/articles/<slug>")
def article(slug):
    text, changed = find(slug)
    etag = tag_of(text)
    if etag in request.if_none_match:
        return Response(status=304, headers={"ETag": f'"{etag}"'})
    since = request.if_modified_since
    if since is not None and not request.if_none_match and changed <= since:
        return "", 304
    response = make_response(text)
    response.set_etag(etag)
    response.last_modified = changed
    response.cache_control.max_age = 60
    response.cache_control.public = True
    return response


@app.route("/auto/<slug>")
def auto(slug):
    text, changed = find(slug)
    response = make_response({"slug": slug, "text": text})
    response.add_etag()
    response.last_modified = changed
    return response.make_conditional(request)


@app.route("/articles/<slug>", methods=["PUT"])
def update(slug):
    text, _ = find(slug)
    if not request.if_match:
        return {"error": "precondition required"}, 428
    if tag_of(text) not in request.if_match:
        return {"error": "changed", "etag": tag_of(text)}, 412
    return {"updated": slug, "unmodified": request.if_unmodified_since is not None}
