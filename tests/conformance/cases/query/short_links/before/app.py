"""Campaign links: adds tracking parameters to a target and keeps what the visitor brought."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from flask import Flask, redirect, request, url_for

app = Flask(__name__)

TARGETS = {
    "spring": "https://shop.example/sale?utm_source=link",
    "docs": "https://docs.example/start",
}
UTM = ("utm_source", "utm_medium", "utm_campaign")


def merged(target):
    scheme, host, path, query, fragment = urlsplit(target)
    params = dict(parse_qsl(query))
    params.update(request.args.to_dict())
    return urlunsplit((scheme, host, path, urlencode(sorted(params.items())), fragment))


@app.route("/l/<slug>")
def follow(slug):
    if slug not in TARGETS:
        return redirect(url_for("unknown", slug=slug, **request.args))
    return redirect(merged(TARGETS[slug]), code=301 if "permanent" in request.args else 302)


@app.route("/unknown")
def unknown():
    return f"No link called {request.args.get('slug', '?')}", 404


@app.route("/debug/query")
def debug_query():
    return {
        "raw": request.query_string.decode("ascii", "replace"),
        "flat": request.args.to_dict(),
        "lists": request.args.to_dict(flat=False),
        "keys": list(request.args.keys()),
        "values": list(request.args.values()),
        "pairs": [list(pair) for pair in request.args.items()],
        "utm": {k: v for k, v in request.args.items() if k in UTM},
        "empty": not request.args,
        "count": len(request.args),
    }


@app.route("/signature")
def signature():
    parts = request.query_string.split(b"&sig=", 1)
    if len(parts) != 2:
        return {"signed": False}, 401
    return {"signed": parts[1] == str(len(parts[0])).encode(), "payload": parts[0].decode()}
