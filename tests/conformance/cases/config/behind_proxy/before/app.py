"""A short-link service that runs behind a load balancer, below a path."""

from flask import Flask, jsonify, redirect, request, url_for
from werkzeug.middleware.proxy_fix import ProxyFix

app = Flask(__name__)
app.config.update(
    APPLICATION_ROOT="/s",
    PREFERRED_URL_SCHEME="https",
    SECRET_KEY="short",
)
app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1, x_prefix=1)

LINKS = {"docs": "https://example.org/docs?a=1&b=2", "here": None}


@app.route("/<slug>")
def follow(slug):
    if slug not in LINKS:
        return jsonify(error="no such link", asked=request.url), 404
    return redirect(LINKS[slug] or url_for("whoami"))


@app.route("/links/<slug>", methods=["PUT"])
def describe(slug):
    if not request.is_secure:
        return "Only over https.\n", 403
    return jsonify(url=url_for("follow", slug=slug, _external=True)), 200


@app.route("/who/am/i/")
def whoami():
    return jsonify(
        address=request.remote_addr if "X-Forwarded-For" in request.headers else "local",
        scheme=request.scheme,
        host=request.host,
        root=request.root_path,
        base=request.base_url,
        path=request.path,
        route=[*request.access_route][:1] if "X-Forwarded-For" in request.headers else [],
    )
